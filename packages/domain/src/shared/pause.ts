/** Lets the other work of this process go on between two parts of a long computation. */
export type Pause = () => Promise<void>;
