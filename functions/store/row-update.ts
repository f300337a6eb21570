import type { Key } from './keys.ts';
import type { Write } from './records.ts';

/** What must hold of a row: an attribute is a value, is one of a list, or (`undefined`) is absent. */
export type Condition = Readonly<Record<string, unknown>>;

export interface RowUpdate {
  /** By attribute, or by path: `card.state`. What is `undefined` is left as it is. */
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  readonly when?: Condition;
}

/** Changes a row that is there, if what must hold does hold. */
export function updateRow(key: Key, { set = {}, remove = [], when = {} }: RowUpdate, refusal: () => Error): Write {
  const terms = new Terms();
  const sets = Object.entries(set).filter(([, value]) => value !== undefined);
  const setting = sets.map(([path, value]) => `${terms.name(path)} = ${terms.value(value)}`);
  const removing = remove.map((path) => terms.name(path));
  const ConditionExpression = terms.condition(when);
  return {
    Update: {
      Key: { pk: key.pk, sk: key.sk },
      UpdateExpression: [
        setting.length > 0 ? `SET ${setting.join(', ')}` : '',
        removing.length > 0 ? `REMOVE ${removing.join(', ')}` : '',
      ].join(' '),
      ConditionExpression,
      ...terms.attributes(),
    },
    refusal,
  };
}

/** Lets a transaction pass only if a row, which it does not change, is as it should be. */
export function checkRow({ pk, sk }: Key, when: Condition, refusal: () => Error): Write {
  const terms = new Terms();
  const ConditionExpression = terms.condition(when);
  return { ConditionCheck: { Key: { pk, sk }, ConditionExpression, ...terms.attributes() }, refusal };
}

/** Writes a row that must not be there yet. */
export function putNew(item: Readonly<Record<string, unknown>>, refusal: () => Error): Write {
  return { Put: { Item: { ...item }, ConditionExpression: 'attribute_not_exists(pk)' }, refusal };
}

/** Placeholders for names and values: no attribute's name can be a reserved word. */
class Terms {
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, unknown> = {};

  name(path: string): string {
    return path
      .split('.')
      .map((part) => {
        this.#names[`#${part}`] = part;
        return `#${part}`;
      })
      .join('.');
  }

  value(value: unknown): string {
    const placeholder = `:v${Object.keys(this.#values).length}`;
    this.#values[placeholder] = value;
    return placeholder;
  }

  condition(when: Condition): string {
    const clauses = Object.entries(when).map(([path, wanted]) => {
      if (wanted === undefined) return `attribute_not_exists(${this.name(path)})`;
      if (!Array.isArray(wanted)) return `${this.name(path)} = ${this.value(wanted)}`;
      return `${this.name(path)} IN (${wanted.map((one) => this.value(one)).join(', ')})`;
    });
    return ['attribute_exists(pk)', ...clauses].join(' AND ');
  }

  attributes() {
    return {
      ...(Object.keys(this.#names).length > 0 && { ExpressionAttributeNames: this.#names }),
      ...(Object.keys(this.#values).length > 0 && { ExpressionAttributeValues: this.#values }),
    };
  }
}
