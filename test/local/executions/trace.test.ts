import { expect, test } from 'vitest';
import { END, START } from '../../../local/executions/layout.ts';
import { trace } from '../../../local/executions/trace.ts';
import { ToldHistory } from './told-history.ts';

test('a state is done when it was left, and the way to the next was taken', () => {
  const told = new ToldHistory();
  told.add('ExecutionStarted', 0);
  told.add('ExecutionSucceeded', told.pass('Second', told.pass('First', 0)));
  const { state, went } = trace(told.events);
  expect(state('First')).toEqual({ standing: 'done', visits: 1, errors: 0 });
  expect(state('Never').standing).toBe('not reached');
  expect([went(START, 'First'), went('First', 'Second'), went('Second', END)]).toEqual([true, true, true]);
  expect(went(START, 'Second')).toBe(false);
});

test('an execution that runs is in the states that it has entered and not left', () => {
  const told = new ToldHistory();
  told.add('ExecutionStarted', 0);
  told.enter('Wait', 'Pause', told.pass('First', 0));
  expect(trace(told.events).state('Pause').standing).toBe('now');
});

test('an error that was caught is counted and the state is done', () => {
  const told = new ToldHistory();
  told.add('ExecutionStarted', 0);
  const failed = told.add('TaskFailed', told.enter('Task', 'Check', 0));
  told.enter('Pass', 'Fallback', told.leave('Task', 'Check', failed));
  const { state, went } = trace(told.events);
  expect(state('Check')).toEqual({ standing: 'done', visits: 1, errors: 1 });
  expect(went('Check', 'Fallback')).toBe(true);
});

test('an error in a Map fails the state within it and the Map, and stops its other items', () => {
  const told = new ToldHistory();
  told.add('ExecutionStarted', 0);
  const started = told.add('MapStateStarted', told.enter('Map', 'Each', 0));
  const first = told.add('MapIterationStarted', started);
  told.enter('Wait', 'Pause', told.pass('Prepare', first));
  const failed = told.add('TaskFailed', told.enter('Task', 'Call', told.add('MapIterationStarted', started)));
  const iteration = told.add('MapIterationFailed', failed);
  told.add('ExecutionFailed', told.add('MapStateFailed', iteration));
  const { state } = trace(told.events);
  expect(['Each', 'Call', 'Pause', 'Prepare'].map((name) => state(name).standing)).toEqual([
    'failed',
    'failed',
    'stopped',
    'done',
  ]);
});

test('a Parallel that is retried is judged by its latest attempt', () => {
  const told = new ToldHistory();
  told.add('ExecutionStarted', 0);
  const started = told.add('ParallelStateStarted', told.enter('Parallel', 'Both', 0));
  const failed = told.add('TaskFailed', told.enter('Task', 'Call', started));
  const again = told.add('ParallelStateStarted', failed);
  const succeeded = told.add('TaskSucceeded', told.enter('Task', 'Call', again));
  const ended = told.add('ParallelStateSucceeded', told.leave('Task', 'Call', succeeded));
  told.leave('Parallel', 'Both', ended);
  const { state } = trace(told.events);
  expect(state('Call')).toEqual({ standing: 'done', visits: 2, errors: 1 });
  expect(state('Both').standing).toBe('done');
});

test('a failed evaluation belongs to its state although its number says otherwise', () => {
  const told = new ToldHistory();
  told.add('ExecutionStarted', 0);
  const before = told.pass('First', 0);
  told.enter('Pass', 'Second', before);
  const failed = told.add('EvaluationFailed', before, {
    evaluationFailedEventDetails: { state: 'Second', error: 'States.QueryEvaluationError' },
  });
  told.add('ExecutionFailed', failed);
  expect(trace(told.events).state('Second')).toEqual({ standing: 'failed', visits: 1, errors: 1 });
});

test('what was open when an execution was stopped from outside is stopped', () => {
  const told = new ToldHistory();
  told.add('ExecutionStarted', 0);
  told.enter('Wait', 'Pause', 0);
  told.add('ExecutionAborted', 0);
  expect(trace(told.events).state('Pause').standing).toBe('stopped');
});
