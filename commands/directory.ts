/** `npm run directory -- SUBCOMMAND …`: what is published, and what was. */
import { publishAnew, restoreSnapshot } from '../functions/acts/directory/restore-snapshot.ts';
import { getManifest, listSnapshots } from '../functions/store/directory-manifest-row.ts';
import { runSubcommand } from './designations/run.ts';

const nothing = { parameters: [], options: [], takes: '' };

await runSubcommand('directory', 'What the public directory shows.', {
  snapshots: {
    ...nothing,
    does: 'what was published in the last 35 days, the newest last',
    acts: false,
    async run({ records }) {
      const [manifest, all] = await Promise.all([getManifest(records), listSnapshots(records)]);
      const published = all.filter(({ wasPublished }) => wasPublished);
      const lines = published.map(({ at, hash, entries, folder }) => {
        const marks = [
          ...(folder === manifest?.folder ? ['what the public sees'] : []),
          ...(folder === manifest?.restored ? ['restored'] : []),
        ];
        return [at, hash.slice(0, 16), `${entries} entries`, ...marks].join(', ');
      });
      return [...lines, `snapshots ${lines.length}`];
    },
  },
  restore: {
    ...nothing,
    parameters: ['HASH'],
    does: 'show an earlier one, but for who has left since',
    acts: false,
    async run(desk, call) {
      const { hash, at } = await restoreSnapshot(desk, call.parameter('HASH'));
      return [`${hash} of ${at} is public within 5 minutes, and stays until "publish"`, 'restored'];
    },
  },
  publish: {
    ...nothing,
    does: 'publish what is true now, whatever was restored',
    acts: false,
    async run(desk) {
      await publishAnew(desk);
      return ['public within 5 minutes', 'publishing'];
    },
  },
});
