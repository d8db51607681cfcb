import { inMemoryCertifications } from '@banzhen/domain/testing';
import { certificationsContract, certifiedEscortsContract } from '@banzhen/domain/testing/contracts';

certificationsContract('in memory', async () => inMemoryCertifications());
certifiedEscortsContract('in memory', async () => inMemoryCertifications());
