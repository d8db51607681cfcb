import { inMemoryConversations } from '@banzhen/domain/testing';
import { conversationContract } from '@banzhen/domain/testing/contracts';

conversationContract('in-memory', async () => inMemoryConversations());
