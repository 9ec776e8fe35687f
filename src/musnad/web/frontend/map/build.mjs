// The map of the world as SVG paths, from Natural Earth's boundaries (public domain) as the npm package world-atlas has them.
//
// Cylindrical, true at the parallel of 25 degrees, in whole units of a drawing WIDTH wide: `place.py` puts circles on it with the
// same two lines of arithmetic, and a test compares `points`. Points are rounded before they are compared, so that two neighbours
// keep one border between them.
import { readFileSync } from "node:fs";
import { geoArea, geoPath, geoProjection } from "d3-geo";
import { feature, merge, mesh } from "topojson-client";
import { AREAS, LINES } from "./disputed.mjs";

const WIDTH = 5000;
const PARALLEL = 25;
const SOURCE = "node_modules/world-atlas/countries-50m.json";

const narrow = Math.cos((PARALLEL * Math.PI) / 180);
const projection = geoProjection((lambda, phi) => [lambda * narrow, phi])
  .scale(WIDTH / (2 * Math.PI * narrow))
  .translate([WIDTH / 2, WIDTH / (4 * narrow)])
  .precision(0);
const HEIGHT = Math.round(WIDTH / (2 * narrow));

/** A path of whole, relative steps; rings that shrink to less than a triangle are left out. */
function drawn(geometry) {
  const out = [];
  let ring = [];
  const end = (closed) => {
    if (ring.length > (closed ? 2 : 1)) {
      const [first, ...rest] = ring;
      let [x, y] = first;
      const steps = rest.map(([a, b]) => { const step = `${a - x} ${b - y}`; [x, y] = [a, b]; return step; });
      out.push(`M${first.join(" ")}l${steps.join(" ").replaceAll(" -", "-")}${closed ? "z" : ""}`);
    }
    ring = [];
  };
  const add = (x, y) => {
    const point = [Math.round(x), Math.round(y)];
    const last = ring.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) ring.push(point);
  };
  const context = {
    moveTo(x, y) { end(false); add(x, y); },
    lineTo: add,
    closePath() { end(true); },
    arc() {},
  };
  geoPath(projection, context)(geometry);
  end(false);
  return out.join("");
}

/** A polygon of a ring written either way round: on a sphere, the wrong way means all but the area. */
function outline(ring) {
  const polygon = (points) => ({ type: "Polygon", coordinates: [[...points, points[0]]] });
  return geoArea(polygon(ring)) < 1 ? polygon(ring) : polygon(ring.toReversed());
}

export function map() {
  const world = JSON.parse(readFileSync(new URL(`../${SOURCE}`, import.meta.url)));
  const { countries } = world.objects;
  const called = (geometry) => geometry.properties.name;
  const among = (name) => countries.geometries.filter((geometry) => called(geometry) === name);
  const contested = (a, b) => LINES.some(([one, other]) => [called(a), called(b)].includes(one) && (!other || [called(a), called(b)].includes(other)));
  const areas = AREAS.map(({ source, ring, ...area }) => {
    const shape = source ? merge(world, among(source)) : outline(ring);
    if (source && !among(source).length) throw new Error(`world-atlas no longer has ${source}`);
    return { ...area, own: !source, d: drawn(shape) };
  });
  return {
    width: WIDTH,
    height: HEIGHT,
    parallel: PARALLEL,
    points: [[0, 0], [-5.8, 35.78], [44.4, 33.3], [-180, 90], [180, -90]].map((point) => [point, projection(point)]),
    land: drawn(merge(world, countries.geometries.filter((geometry) => called(geometry) !== "Antarctica"))),
    borders: drawn(mesh(world, countries, (a, b) => a !== b && !contested(a, b))),
    contested: drawn(mesh(world, countries, (a, b) => a !== b && contested(a, b))),
    areas,
  };
}
