import { join } from 'node:path';

/**
 * Where templates and assets lie, as paths of the project. A bundle that holds this module is given the same folders
 * (`function-bundles.ts`), and Lambda says where the bundle is.
 */
const root = process.env.LAMBDA_TASK_ROOT ?? '.';

export const GOVUK = 'node_modules/govuk-frontend/dist';
export const WEB = 'web';

export const fileAt = (...path: string[]): string => join(root, ...path);
