import { CLASSES, pattern, type ShapeRule, token, vendor } from './rule.js';

const { alnum, hex, word } = CLASSES;

/** Providers of models, embeddings, search and the tools around them. */
export const MODEL_RULES: readonly ShapeRule[] = [
  vendor(
    'anthropic-key',
    'Anthropic API key',
    'ANTHROPIC_API_KEY',
    'platform.claude.com',
    [token(['sk-ant-'], word, 60)],
    'profile://anthropic#api_key',
  ),
  vendor(
    'openrouter-key',
    'OpenRouter key',
    'OPENROUTER_API_KEY',
    'openrouter.ai/docs',
    [token(['sk-or-'], word, 40)],
    'profile://openrouter#api_key',
  ),
  vendor('langfuse-secret-key', 'Langfuse secret key', 'LANGFUSE_SECRET_KEY', 'langfuse.com/docs', [
    pattern(['sk-lf-'], '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}'),
  ]),
  vendor(
    'openai-key',
    'OpenAI API key',
    'OPENAI_API_KEY',
    'platform.openai.com',
    [
      token(['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-', 'sk-service-'], word, 36),
      token(['sk-'], alnum, 20, { apart: true, random: true }),
    ],
    'profile://openai#api_key',
  ),
  vendor(
    'google-api-key',
    'Google API key',
    'GOOGLE_API_KEY',
    'cloud.google.com/docs/authentication/api-keys',
    [token(['AIza'], word, 33)],
    'profile://google#api_key',
  ),
  vendor(
    'google-oauth',
    'Google OAuth token or client secret',
    'GOOGLE_OAUTH_TOKEN',
    'developers.google.com/identity/protocols/oauth2',
    [
      token(['ya29.'], word, 20),
      token(['GOCSPX-'], word, 20),
      token(['1//0'], word, 36, { apart: true, random: true }),
    ],
  ),
  vendor(
    'huggingface-token',
    'Hugging Face token',
    'HF_TOKEN',
    'huggingface.co/docs/hub/security-tokens',
    [
      token(['hf_'], alnum, 30, { apart: true, random: true }),
      token(['api_org_'], alnum, 30, { random: true }),
    ],
    'profile://huggingface#token',
  ),
  vendor(
    'groq-key',
    'Groq API key',
    'GROQ_API_KEY',
    'console.groq.com/docs',
    [token(['gsk_'], alnum, 40)],
    'profile://groq#api_key',
  ),
  vendor(
    'xai-key',
    'xAI API key',
    'XAI_API_KEY',
    'docs.x.ai',
    [token(['xai-'], alnum, 60)],
    'profile://xai#api_key',
  ),
  vendor(
    'perplexity-key',
    'Perplexity API key',
    'PERPLEXITY_API_KEY',
    'docs.perplexity.ai',
    [token(['pplx-'], alnum, 40)],
    'profile://perplexity#api_key',
  ),
  vendor('replicate-token', 'Replicate API token', 'REPLICATE_API_TOKEN', 'replicate.com/docs', [
    token(['r8_'], alnum, 32, { apart: true, random: true }),
  ]),
  vendor(
    'nvidia-key',
    'NVIDIA API key',
    'NVIDIA_API_KEY',
    'build.nvidia.com',
    [token(['nvapi-'], word, 50)],
    'profile://nvidia#api_key',
  ),
  vendor('langsmith-key', 'LangSmith key', 'LANGSMITH_API_KEY', 'docs.smith.langchain.com', [
    token(['lsv2_pt_', 'lsv2_sk_'], '0-9a-fA-F_', 32),
    token(['ls__'], hex, 32),
  ]),
  vendor(
    'voyage-key',
    'Voyage AI key',
    'VOYAGE_API_KEY',
    'docs.voyageai.com',
    [
      token(['pa-'], word, 30, { apart: true, random: true }),
      token(['pa-'], word, 20, { apart: true, random: true, mixed: true }),
    ],
    'profile://voyage#api_key',
  ),
  vendor(
    'tavily-key',
    'Tavily key',
    'TAVILY_API_KEY',
    'docs.tavily.com',
    [token(['tvly-'], word, 20)],
    'profile://tavily#api_key',
  ),
  vendor(
    'llamacloud-key',
    'LlamaCloud key',
    'LLAMA_CLOUD_API_KEY',
    'docs.cloud.llamaindex.ai',
    [token(['llx-'], word, 20, { random: true })],
    'profile://llamacloud#api_key',
  ),
  vendor(
    'jina-key',
    'Jina AI key',
    'JINA_API_KEY',
    'jina.ai',
    [token(['jina_'], word, 20, { random: true })],
    'profile://jina#api_key',
  ),
  vendor('firecrawl-key', 'Firecrawl key', 'FIRECRAWL_API_KEY', 'docs.firecrawl.dev', [
    token(['fc-'], hex, 32, { apart: true }),
  ]),
  vendor('fireworks-key', 'Fireworks AI key', 'FIREWORKS_API_KEY', 'docs.fireworks.ai', [
    token(['fw_'], alnum, 22, { apart: true, random: true }),
  ]),
  vendor('cerebras-key', 'Cerebras key', 'CEREBRAS_API_KEY', 'inference-docs.cerebras.ai', [
    token(['csk-'], alnum, 40, { apart: true, random: true }),
  ]),
  vendor('elevenlabs-key', 'ElevenLabs key', 'ELEVENLABS_API_KEY', 'elevenlabs.io/docs', [
    token(['sk_'], hex, 48, { apart: true }),
  ]),
  vendor('anyscale-key', 'Anyscale key', 'ANYSCALE_API_KEY', 'docs.anyscale.com', [
    token(['esecret_', 'aph0_', 'aph0-'], alnum, 20, { random: true }),
  ]),
  vendor('wandb-key', 'Weights & Biases key', 'WANDB_API_KEY', 'docs.wandb.ai', [
    token(['wandb_v1_'], word, 30),
  ]),
];
