import { startHome } from '../../local/home.ts';
import { readOptions } from '../../local/home-options.ts';
import { Random } from '../torture/random.ts';
import { failing } from './failing-functions.ts';
import { faltering } from './faltering-aws.ts';
import { faultPlan } from './fault-plan.ts';
import { unruly } from './unruly-stream.ts';

/** A home as `npm start` runs it, with the faults of the plan in `FAULTS` between its parts. Runs until it is ended. */
const plan = faultPlan.parse(JSON.parse(process.env.FAULTS ?? '{}'));
const random = new Random(plan.seed);
const asked = Promise.withResolvers<void>();
process.once('SIGTERM', () => asked.resolve());

const home = await startHome(
  readOptions(process.env, process.argv.slice(2)),
  ({ message }) => {
    console.error(message);
    process.exit(1);
  },
  {
    invoke: (invoke) => {
      const fails = failing(plan, random)(invoke);
      return plan.stream === 'unruly' ? unruly(random)(fails) : fails;
    },
    aws: faltering(plan, random),
  },
);
console.log(JSON.stringify({ ready: true, localUrl: home.urls.local }));
await asked.promise;
await home.close();
process.exit(0);
