package io.accountsync.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Opens the browser of whoever sits at this machine. */
final class DesktopBrowser {
    private DesktopBrowser() {}

    /** Opens an address; false when there is no desktop, or nothing on it that opens addresses. */
    static boolean open(String address) {
        List<String> command = command();
        if (command.isEmpty()) {
            return false;
        }
        try {
            List<String> whole = new ArrayList<>(command);
            whole.add(address);
            new ProcessBuilder(whole)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            // Then the person opens it: the address is printed in any case.
            return false;
        }
    }

    private static List<String> command() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return List.of("open");
        }
        if (system.contains("win")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler");
        }
        return System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null
                ? List.of()
                : List.of("xdg-open");
    }
}
