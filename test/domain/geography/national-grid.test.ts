import { describe, expect, it } from 'vitest';
import { METRES_A_MILE, middleOf, milesBetween } from '../../../domain/geography/distance.ts';
import { type Position, positionOf } from '../../../domain/geography/national-grid.ts';

type TestPoint = readonly [name: string, latitude: number, longitude: number, easting: number, northing: number];

/** Ordnance Survey's own test points of OSTN15, those near England. */
const TEST_POINTS: readonly TestPoint[] = [
  ['St Mary’s, Scilly', 49.92226394, -6.29977752, 91492.146, 11318.804],
  ['Lizard', 49.96006138, -5.2030461, 170370.718, 11572.405],
  ['Plymouth', 50.43885826, -4.10864564, 250359.811, 62016.569],
  ['St Catherine’s Point', 50.57563665, -1.29782277, 449816.371, 75335.861],
  ['Southampton', 50.93127938, -1.45051434, 438710.92, 114792.25],
  ['North Foreland', 51.37447026, 1.4445473, 639821.835, 169565.858],
  ['Brislington', 51.42754743, -2.54407618, 362269.991, 169978.69],
  ['Lambeth', 51.48936565, -0.11992557, 530624.974, 178388.464],
  ['Colchester', 51.89436637, 0.89724327, 599445.59, 225722.826],
  ['Droitwich', 52.25529382, -2.15458614, 389544.19, 261912.153],
  ['Northampton', 52.25160951, -0.91248957, 474335.969, 262047.755],
  ['King’s Lynn', 52.75136687, 0.40153547, 562180.547, 319784.995],
  ['Nottingham', 52.96219109, -1.19747656, 454002.834, 340834.943],
  ['Daresbury', 53.3448028, -2.64049321, 357455.843, 383290.436],
  ['Blackpool', 53.77911026, -3.04045491, 331534.564, 431920.794],
  ['Leeds', 53.8002152, -1.66379168, 422242.186, 433818.701],
  ['Flamborough Head', 54.11685144, -0.07773133, 525745.67, 470703.214],
  ['Carlisle', 54.8954234, -2.93827741, 339921.145, 556034.761],
  ['Newcastle', 54.97912274, -1.61657685, 424639.355, 565012.703],
];

/** Metres on a sphere of England's mean radius: within 0.3 % of the ellipsoid. */
function metresApart(one: Position, other: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (angle: number) => Math.sin(radians(angle) / 2) ** 2;
  const chord =
    half(other.latitude - one.latitude) +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * half(other.longitude - one.longitude);
  return 2 * 6_381_000 * Math.asin(Math.sqrt(chord));
}

const grid = ([, , , easting, northing]: TestPoint) => ({ easting, northing });
const published = ([, latitude, longitude]: TestPoint) => ({ latitude, longitude });

describe('the British National Grid', () => {
  it.each(TEST_POINTS)('is brought to WGS84 within 5 m at %s', (_, ...numbers) => {
    const point: TestPoint = ['', ...numbers];
    expect(metresApart(positionOf(grid(point)), published(point))).toBeLessThan(5);
  });

  it('measures every pair of test points within half a per cent of the globe', () => {
    const wrong = TEST_POINTS.flatMap((one) =>
      TEST_POINTS.filter((other) => other !== one).filter((other) => {
        const globe = metresApart(published(one), published(other));
        return Math.abs(milesBetween(grid(one), grid(other)) * METRES_A_MILE - globe) > globe * 0.005;
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('finds a middle that one far-off point does not move', () => {
    const near = [0, 10, 20].map((easting) => ({ easting, northing: easting }));
    expect(middleOf(near)).toEqual({ easting: 10, northing: 10 });
    expect(middleOf([...near, { easting: 500_000, northing: 500_000 }])).toEqual({ easting: 15, northing: 15 });
    expect(middleOf([{ easting: 7, northing: 9 }])).toEqual({ easting: 7, northing: 9 });
  });
});
