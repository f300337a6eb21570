import { AwsActionNotFoundError, findAwsAction } from '../../aws/call.ts';
import { refusals } from '../errors.ts';
import { parseResource } from '../integrations/resource.ts';
import { allStates, type Definition } from './language.ts';

/**
 * Sees that every AWS action that a workflow calls can be called here, so that a missing client is known when the
 * machine is made and not weeks later.
 *
 * @throws StatesApiError InvalidDefinition
 */
export async function requireServices(definition: Definition): Promise<void> {
  const problems: string[] = [];
  for (const { name, state } of allStates(definition)) {
    const resource = state.Type === 'Task' ? parseResource(state.Resource) : undefined;
    if (resource?.kind !== 'sdk') continue;
    try {
      await findAwsAction(resource.service, resource.action);
    } catch (error) {
      if (!(error instanceof AwsActionNotFoundError)) throw error;
      problems.push(`SCHEMA_VALIDATION_FAILED: ${error.message} at /States/${name}/Resource`);
    }
  }
  if (problems.length > 0) throw refusals.invalidDefinition(problems);
}
