const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, 'WeChat'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/HarmonyOS/, 'HarmonyOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const nameIn = (text: string, names: readonly (readonly [RegExp, string])[]): string | undefined =>
  names.find(([pattern]) => pattern.test(text))?.[1];

/** What a person recognises a device by, such as `Chrome · Windows`; nothing else of what it tells of itself is kept. */
export const deviceOf = (userAgent: string | null): string => {
  const given = (userAgent ?? '').slice(0, 500);
  const known = [nameIn(given, browsers), nameIn(given, systems)].filter((name) => name !== undefined);
  return known.length > 0 ? known.join(' · ') : 'API';
};
