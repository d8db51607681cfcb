const hex = (digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(Math.random() * 16).toString(16)).join('');

/** A UUIDv7 that no other case has: suites may share a store with one another and with earlier runs. */
export const freshId = (): string => {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
};

/** A whole number up to two thousand million that no other case is likely to have. */
export const freshNumber = (): number => 1_000_000 + Math.floor(Math.random() * 1_900_000_000);
