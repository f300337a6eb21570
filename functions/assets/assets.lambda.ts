import { serveAsset } from './assets.ts';

export const handler = serveAsset;
