import { type Cost, WAITING_MS, WHOLE_PROCESSOR_MB } from './cost.ts';
import { PRICES } from './prices.ts';

const dollars = (amount: number) => `$${amount.toFixed(7)}`;

/** The cost of one application, the dearest line first; the last line is the price of all of them, without mail. */
export function printCost({ lines, withoutMail, upkeep, edge, mails }: Cost): string {
  const shown = lines.filter(({ units }) => units > 0);
  const rows = shown.map(({ price, units, dollars: amount }) => [
    dollars(amount),
    `${Math.round((100 * amount) / withoutMail)} %`.padStart(5),
    units.toPrecision(3).padStart(10),
    PRICES[price].unit,
  ]);
  const [first, second] = shown;
  return [
    'One application, in US dollars at list prices of London:',
    '',
    ...rows.map((row) => row.join('  ')),
    '',
    ...(first && second ? [`dearest: ${PRICES[first.price].unit}, then ${PRICES[second.price].unit}`] : []),
    `time of functions: the processor's as measured here, on the share of one that Lambda gives (a whole one at ${WHOLE_PROCESSOR_MB} MB), and ${WAITING_MS} ms of waiting each time`,
    `besides, in all: ${dollars(upkeep)} for the sweep every 15 minutes of this run, however many apply`,
    `mail: ${mails.count.toFixed(1)} mails, ${dollars(mails.aLaCarte)} à la carte, ${dollars(mails.essentials)} on Essentials`,
    `at the edge: ${dollars(edge)} by the request, nothing on a flat-rate plan of CloudFront`,
    `without mail: ${dollars(withoutMail)}`,
    '',
  ].join('\n');
}
