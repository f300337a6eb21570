/** A point of the British National Grid (EPSG:27700), in metres. */
export interface GridPoint {
  readonly easting: number;
  readonly northing: number;
}

/** Degrees by WGS84, as satellites and web maps count them. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Half axes in metres. */
interface Ellipsoid {
  readonly a: number;
  readonly b: number;
}

/*
 * Formulae and constants: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes A to C and section 6.6
 * (https://www.ordnancesurvey.co.uk/documents/resources/guide-coordinate-systems-great-britain.pdf).
 */
const AIRY_1830: Ellipsoid = { a: 6_377_563.396, b: 6_356_256.909 };
const WGS84: Ellipsoid = { a: 6_378_137, b: 6_356_752.3142 };

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;
const ARC_SECOND = radians(1 / 3600);

/** The projection: scale on the central meridian, its true origin, and what is added to keep numbers positive. */
const F0 = 0.999_601_271_7;
const ORIGIN = { latitude: radians(49), longitude: radians(-2) };
const FALSE_ORIGIN: GridPoint = { easting: 400_000, northing: -100_000 };

/** From the datum OSGB36 to WGS84: metres, a scale without unit, and angles. */
const SHIFT = { x: 446.448, y: -125.157, z: 542.06 };
const SCALE = 1 - 20.4894e-6;
const TURN = { x: 0.1502 * ARC_SECOND, y: 0.247 * ARC_SECOND, z: 0.8421 * ARC_SECOND };

/**
 * Where a grid point lies, within about 5 m in England: the seven-parameter transformation. Ordnance Survey's exact one
 * (OSTN15) needs a table of 30 MB, and a school is larger than 5 m.
 */
export function positionOf(point: GridPoint): Position {
  const { latitude, longitude } = unproject(point);
  return onWgs84(turned(cartesian(latitude, longitude)));
}

/** To latitude and longitude on Airy's ellipsoid, in radians (annex C.2). */
function unproject({ easting, northing }: GridPoint): Position {
  const { a, b } = AIRY_1830;
  const e2 = 1 - (b * b) / (a * a);
  let latitude = ORIGIN.latitude;
  let rest = northing - FALSE_ORIGIN.northing;
  do {
    latitude += rest / (a * F0);
    rest = northing - FALSE_ORIGIN.northing - meridianArc(latitude);
  } while (Math.abs(rest) >= 1e-5);

  const sine2 = Math.sin(latitude) ** 2;
  const nu = (a * F0) / Math.sqrt(1 - e2 * sine2);
  const rho = (a * F0 * (1 - e2)) / (1 - e2 * sine2) ** 1.5;
  const eta2 = nu / rho - 1;
  const t2 = Math.tan(latitude) ** 2;
  const t = Math.tan(latitude);
  const secant = 1 / Math.cos(latitude);
  const east = easting - FALSE_ORIGIN.easting;

  const vii = t / (2 * rho * nu);
  const viii = (t / (24 * rho * nu ** 3)) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2);
  const ix = (t / (720 * rho * nu ** 5)) * (61 + 90 * t2 + 45 * t2 ** 2);
  const x = secant / nu;
  const xi = (secant / (6 * nu ** 3)) * (nu / rho + 2 * t2);
  const xii = (secant / (120 * nu ** 5)) * (5 + 28 * t2 + 24 * t2 ** 2);
  const xiia = (secant / (5040 * nu ** 7)) * (61 + 662 * t2 + 1320 * t2 ** 2 + 720 * t2 ** 3);
  return {
    latitude: latitude - vii * east ** 2 + viii * east ** 4 - ix * east ** 6,
    longitude: ORIGIN.longitude + x * east - xi * east ** 3 + xii * east ** 5 - xiia * east ** 7,
  };
}

/** Metres along the central meridian, from the true origin. */
function meridianArc(latitude: number): number {
  const { a, b } = AIRY_1830;
  const n = (a - b) / (a + b);
  const difference = latitude - ORIGIN.latitude;
  const sum = latitude + ORIGIN.latitude;
  return (
    b *
    F0 *
    ((1 + n + 1.25 * n ** 2 + 1.25 * n ** 3) * difference -
      (3 * n + 3 * n ** 2 + 2.625 * n ** 3) * Math.sin(difference) * Math.cos(sum) +
      (1.875 * n ** 2 + 1.875 * n ** 3) * Math.sin(2 * difference) * Math.cos(2 * sum) -
      (35 / 24) * n ** 3 * Math.sin(3 * difference) * Math.cos(3 * sum))
  );
}

interface Cartesian {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** On the surface of Airy's ellipsoid (annex B.1). */
function cartesian(latitude: number, longitude: number): Cartesian {
  const { a, b } = AIRY_1830;
  const e2 = 1 - (b * b) / (a * a);
  const nu = a / Math.sqrt(1 - e2 * Math.sin(latitude) ** 2);
  return {
    x: nu * Math.cos(latitude) * Math.cos(longitude),
    y: nu * Math.cos(latitude) * Math.sin(longitude),
    z: nu * (1 - e2) * Math.sin(latitude),
  };
}

/** From one datum to the other (section 6.2). */
const turned = ({ x, y, z }: Cartesian): Cartesian => ({
  x: SHIFT.x + x * SCALE - y * TURN.z + z * TURN.y,
  y: SHIFT.y + x * TURN.z + y * SCALE - z * TURN.x,
  z: SHIFT.z - x * TURN.y + y * TURN.x + z * SCALE,
});

/** Annex B.2; three steps settle it to far less than a millimetre. */
function onWgs84({ x, y, z }: Cartesian): Position {
  const { a, b } = WGS84;
  const e2 = 1 - (b * b) / (a * a);
  const p = Math.hypot(x, y);
  let latitude = Math.atan2(z, p * (1 - e2));
  for (let step = 0; step < 3; step++) {
    const nu = a / Math.sqrt(1 - e2 * Math.sin(latitude) ** 2);
    latitude = Math.atan2(z + e2 * nu * Math.sin(latitude), p);
  }
  return { latitude: degrees(latitude), longitude: degrees(Math.atan2(y, x)) };
}
