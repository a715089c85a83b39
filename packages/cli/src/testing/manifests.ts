/** A manifest without a fault, and one with a misspelt provider. */
export const GOOD = `version: v0
metadata:
  name: good
embeddings:
  provider: openai
vectorStore:
  type: qdrant
dataSources:
  - type: SimpleDirectoryReader
`;
export const TYPO = GOOD.replace('openai', 'opnai');
