import { describe, expect, it } from 'vitest';
import { checkProgramme } from '../../domain/check-programme.ts';
import { findGeneration, findProgramme, PROGRAMMES } from '../../programmes/programmes.ts';

describe('the register of programmes', () => {
  it.each(PROGRAMMES.map((programme) => [programme.generation, programme] as const))(
    'holds %s complete and consistent',
    (_, programme) => {
      expect(checkProgramme(programme)).toEqual([]);
    },
  );

  it('names each generation once', () => {
    const generations = PROGRAMMES.map(({ generation }) => generation);
    expect(new Set(generations).size).toBe(generations.length);
  });

  it('gives each programme a prefix of its own, the same in every generation', () => {
    const pairs = new Set(PROGRAMMES.map(({ id, prefix }) => `${id} ${prefix}`));
    expect(pairs.size).toBe(new Set(PROGRAMMES.map(({ id }) => id)).size);
    expect(pairs.size).toBe(new Set(PROGRAMMES.map(({ prefix }) => prefix)).size);
  });

  it('finds the generation that a round pins, and the newest of a programme', () => {
    expect(findGeneration('LLE-2014')?.id).toBe('lle');
    expect(findProgramme('sle')?.generation).toBe('SLE-2018');
  });

  it('finds nothing for a name that is no programme', () => {
    expect(findGeneration('LLE-1999')).toBeUndefined();
    expect(findProgramme('toString')).toBeUndefined();
  });

  it('holds plain data: a programme survives a round trip through JSON', () => {
    for (const programme of PROGRAMMES) expect(JSON.parse(JSON.stringify(programme))).toEqual(programme);
  });
});
