import { copyPrepared } from '@banzhen/local-services';
import { openCatalogue, openPlatform, readConfig } from '@banzhen/platform';
import { startApi } from './started-api.js';

const quiet = { info: () => undefined, error: () => undefined };

const migrated = async (folder: string): Promise<void> => {
  const catalogue = await openCatalogue(readConfig({ DATA_DIR: folder }), '110000', 'test');
  await catalogue.close();
};

const city = async (folder: string): Promise<void> => {
  const platform = await openPlatform(readConfig({ DATA_DIR: folder, NODE_ENV: 'test' }), quiet);
  await platform.close();
};

const cityWithOrders = async (folder: string): Promise<void> => {
  await (await startApi(folder)).stop();
};

/** Puts a database without people into `dataDir`. Each of these is made once in a run of tests, and copied. */
export const putEmptyDatabase = (dataDir: string) => copyPrepared('empty-database', migrated, dataDir);
/** Puts the demo city without orders into `dataDir`. */
export const putCity = (dataDir: string) => copyPrepared('city', city, dataDir);
/** Puts the demo city as a first start leaves it into `dataDir`, with orders. */
export const putCityWithOrders = (dataDir: string) =>
  copyPrepared('city-with-orders', cityWithOrders, dataDir);
