import { refusals } from './errors.ts';

/** Where the home pretends to be; part of every ARN. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

export function stateMachineArn({ region, account }: Place, name: string): string {
  return `arn:aws:states:${region}:${account}:stateMachine:${name}`;
}

/** ARN of an execution of a machine, whose ARN differs in one word only. */
export function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

/** @throws StatesApiError InvalidArn */
export function requireArn(arn: string, kind: 'stateMachine' | 'execution'): string {
  const parts = arn.split(':');
  if (parts[0] !== 'arn' || parts[2] !== 'states' || parts.length < 7) throw refusals.invalidArn(arn);
  if (parts[5] !== kind) throw refusals.invalidArn(arn);
  return arn;
}

/** 1 to 80 characters without white space, brackets, wildcards and other marks that AWS forbids. */
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\ufffe\uffff]{1,80}$/u;

/** @throws StatesApiError InvalidName */
export function requireName(name: string): string {
  if (!NAME.test(name)) throw refusals.invalidName(name);
  return name;
}
