import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { isStepUpNeeded } from '../api/refusal.js';
import { StepUpDialog } from './step-up-dialog.js';

type WithStepUp = <T>(act: () => Promise<T>) => Promise<T>;
type Answer = (isProven: boolean) => void;

const StepUpContext = createContext<WithStepUp>((act) => act());

/**
 * Runs an act, and where the server wants to know once more who is at the keyboard, asks for it and runs the act again.
 * Whoever does not prove it gets the refusal.
 */
export const useStepUp = (): WithStepUp => use(StepUpContext);

/** Asks for a proof once, however many acts are waiting for it. */
export function StepUpProvider({ children }: { readonly children: ReactNode }) {
  const [waiting, setWaiting] = useState<readonly Answer[]>([]);
  const withStepUp = useCallback<WithStepUp>(async (act) => {
    try {
      return await act();
    } catch (error) {
      if (!isStepUpNeeded(error)) throw error;
      const isProven = await new Promise<boolean>((resolve) => setWaiting((before) => [...before, resolve]));
      if (!isProven) throw error;
      return act();
    }
  }, []);
  const answer = (isProven: boolean) => {
    setWaiting([]);
    for (const tell of waiting) tell(isProven);
  };
  return (
    <StepUpContext value={withStepUp}>
      {children}
      {waiting.length > 0 && <StepUpDialog onProven={() => answer(true)} onClose={() => answer(false)} />}
    </StepUpContext>
  );
}
