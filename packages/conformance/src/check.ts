/** What a check promises, in the words of whoever reads the report. */
export type Sentence = { readonly zh: string; readonly en: string };

/** One promise, and how it is looked at; `Stage` is what it is looked at with. */
export type Check<Stage> = {
  /** Never renamed: reports and those who read them go by it. */
  readonly name: string;
  readonly promise: Sentence;
  /** The heading of the partner guide that says so. */
  readonly section: string;
  /** Comes to its end where the promise is kept; throws `Broken` where it is not, and `NotChecked` where nobody can tell. */
  readonly look: (stage: Stage) => Promise<void>;
};

/** The promise is not kept: what was seen. */
export class Broken extends Error {}

/** The promise cannot be looked at here: why. It counts neither as kept nor as broken. */
export class NotChecked extends Error {}

/** Demands what was promised; `seen` says what came instead. */
export function demand(isKept: boolean, seen: string): asserts isKept {
  if (!isKept) throw new Broken(seen);
}

/** The first that there is, or `NotChecked`. */
export const someOf = <T>(found: T | undefined, why: string): T => {
  if (found === undefined) throw new NotChecked(why);
  return found;
};

export type Verdict = 'passed' | 'failed' | 'notChecked';

/** What came of one check. */
export type Checked = {
  readonly name: string;
  readonly promise: Sentence;
  readonly section: string;
  readonly verdict: Verdict;
  /** What was seen, or why nobody looked; of what is kept nothing. */
  readonly why?: string;
};

const LONGEST_WHY = 500;

/** Looks at every promise, one after another; `after` puts away what a check has left, whatever came of it. */
export async function* lookAtAll<Stage>(
  checks: readonly Check<Stage>[],
  stage: Stage,
  after: (stage: Stage) => Promise<void> = async () => undefined,
): AsyncGenerator<Checked, void, void> {
  for (const { name, promise, section, look } of checks) {
    const about = { name, promise, section };
    try {
      await look(stage);
      yield { ...about, verdict: 'passed' };
    } catch (thrown) {
      const why = (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, LONGEST_WHY);
      yield { ...about, verdict: thrown instanceof NotChecked ? 'notChecked' : 'failed', why };
    }
    await after(stage);
  }
}

/** How many of which. `ok` says that something was looked at and nothing was broken. */
export type Summary = {
  readonly conformance: string;
  readonly checks: number;
  readonly passed: number;
  readonly failed: number;
  readonly notChecked: number;
  readonly ok: boolean;
};

export const summaryOf = (conformance: string, checked: readonly Checked[]): Summary => {
  const count = (verdict: Verdict) => checked.filter((one) => one.verdict === verdict).length;
  const [passed, failed, notChecked] = [count('passed'), count('failed'), count('notChecked')];
  return {
    ...{ conformance, checks: checked.length, passed, failed, notChecked },
    ok: failed === 0 && passed > 0,
  };
};
