/** The code of what the system answered (`ENOENT`); anything else that was thrown is a bug and goes on. */
export function systemCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    return error.code;
  }
  throw error;
}
