import type { Resource } from '../template/read-template.ts';

/** A program that has people signed in: a user pool's client. */
export interface SignInClient {
  readonly id: string;
  readonly callbacks: readonly string[];
}

/** The clients of the template's user pools; none when another provider signs people in. */
export const signInClientsOf = (resources: readonly Resource[]): SignInClient[] =>
  resources
    .filter(({ type }) => type === 'AWS::Cognito::UserPoolClient')
    .map(({ name, properties }) => ({
      id: name,
      callbacks: (properties.CallbackURLs ?? []) as string[],
    }));
