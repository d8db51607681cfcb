import { aHome, aHospital, anEscort, anotherHospital, aPatient } from '@banzhen/domain/testing';
import { expect, it } from 'vitest';

it('places people and hospitals to about a hundred metres, which is all that a test needs', () => {
  const places = [aHome, aHospital().place, anotherHospital().place, aPatient().home, anEscort().base];
  const degrees = places.flatMap((place) => (place ? [place.longitude, place.latitude] : []));
  expect(degrees.length).toBeGreaterThan(5);
  for (const degree of degrees) expect(Number(degree.toFixed(3))).toBe(degree);
});
