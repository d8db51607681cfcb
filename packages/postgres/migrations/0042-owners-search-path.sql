-- Whoever may make temporary tables could make one under the name of a table of ours, and it would be found first: also by functions that
-- work as their owner, unless temporary tables come last in their search path.
DO $$
DECLARE
  definer regprocedure;
BEGIN
  FOR definer IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = public, pg_temp', definer);
  END LOOP;
END $$;
