package io.accountsync.console;

/** What a request names must be there. */
final class Known {
    private Known() {}

    /**
     * A sync that files or state know.
     *
     * @throws RefusedException for any other name, which is not repeated
     */
    static String sync(String name, ConsoleProcess process, ConsoleState state) {
        if (name == null || !process.syncNames(state.syncs()).contains(name)) {
            throw new RefusedException(404, "There is no sync of this name.");
        }
        return name;
    }
}
