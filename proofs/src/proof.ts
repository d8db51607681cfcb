/** What a figure of a proof or a bench may be. */
export type Figure =
  | number
  | string
  | boolean
  | null
  | readonly Figure[]
  | { readonly [name: string]: Figure };

/** Figures by name. */
export type Figures = Readonly<Record<string, Figure>>;

/** How a proof or a bench is run. */
export interface Run {
  /** The nightly size instead of the one inside `pnpm test`. */
  readonly full: boolean;
  /** What chance begins with: the same seed makes the same choices. */
  readonly seed: number;
  /** Tells the person in front of the terminal how far it is. */
  readonly log: (line: string) => void;
}

/** What a proof found. Without the same run against a planted bug, which must fail, it is not a proof. */
export interface ProofOutcome {
  /** The claim held, and the control was caught. */
  readonly ok: boolean;
  /** The figures of the planted bug. */
  readonly control: Figures;
  readonly [figure: string]: Figure;
}

/** One published claim that anybody can check against real servers. */
export interface Proof {
  readonly name: string;
  /** The claim. */
  readonly sentence: string;
  run(run: Run): Promise<ProofOutcome>;
}

/** What a bench measured; `ok` says whether the published target is met. */
export interface BenchOutcome {
  readonly ok: boolean;
  readonly [figure: string]: Figure;
}

/** One measurement that anybody can repeat. */
export interface Bench {
  readonly name: string;
  /** What is measured. */
  readonly sentence: string;
  run(run: Run): Promise<BenchOutcome>;
}
