/** The programs that can ask registries, in the order in which they are looked for. */
export const TOOLS = ['crane', 'skopeo', 'docker'] as const;
export type ToolName = typeof TOOLS[number];
