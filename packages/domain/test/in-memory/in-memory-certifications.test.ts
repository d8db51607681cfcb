import { inMemoryCertifications } from '@banzhen/domain/testing';
import { certificationsContract } from '@banzhen/domain/testing/contracts';

certificationsContract('in memory', async () => inMemoryCertifications());
