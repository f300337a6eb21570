import { logged } from '../log.ts';
import { serveAsset } from './assets.ts';

export const handler = logged(serveAsset);
