export declare const CONTRACT_PARTS: Record<string, string[]>;
export declare const SERVICE_PARTS: Record<string, string[]>;
