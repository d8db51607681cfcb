export type Json = Record<string, unknown>;

/** What the API answered: the value of a success, or the refusal with its sentences. */
export type Told = { readonly status: number; readonly value: Json; readonly refusal: Json | undefined };

export const told = async (answer: Promise<Response>): Promise<Told> => {
  const response = await answer;
  const body = (await response.json()) as {
    result?: { data: Json };
    error?: { data: { domainError: Json } };
  };
  return {
    status: response.status,
    value: body.result?.data ?? {},
    refusal: body.error?.data.domainError,
  };
};
