/** The system's name for what went wrong: `EPIPE`, `ENOSPC`, … */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
