import { inMemoryCalendarStores } from '@banzhen/domain/testing';
import { calendarStoresContract } from '@banzhen/domain/testing/contracts';

calendarStoresContract('in memory', async () => inMemoryCalendarStores());
