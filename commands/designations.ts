/** `npm run designations -- SUBCOMMAND …`: what staff do with designations that were made. */
import { runSubcommand } from './designations/run.ts';
import { DESIGNATION_SUBCOMMANDS } from './designations/subcommands.ts';

await runSubcommand('designations', 'What staff do with designations.', DESIGNATION_SUBCOMMANDS);
