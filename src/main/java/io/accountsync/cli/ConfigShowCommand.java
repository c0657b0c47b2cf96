package io.accountsync.cli;

import io.accountsync.cli.library.Libraries;
import io.accountsync.config.JsonText;
import io.accountsync.config.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the keys as they count now, and where each comes from; of secrets only that they are set. Then the jars in lib/. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Show every key that has a value, and where the value comes from. Secrets are masked. Ends with 2 when a jar in"
                        + " lib/ would keep other commands from starting, else with 0.")
final class ConfigShowCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Screen screen;

    ConfigShowCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        CamelContext context = CamelRuntime.contextOfKeys();
        List<EffectiveKey> keys = new ArrayList<>(CredentialKeys.over(
                EffectiveKey.all((PropertiesComponent) context.getPropertiesComponent()), Settings.of(context)));
        Libraries libraries = Libraries.ofProcess();
        libraries
                .names()
                .forEach(name -> keys.add(new EffectiveKey("lib", name, "directory " + libraries.directory())));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? JsonText.of(keys) + "\n" : toText(keys));
        out.flush();
        List<String> mistakes = libraries.mistakes();
        mistakes.forEach(spec.commandLine().getErr()::println);
        return mistakes.isEmpty() ? 0 : 2;
    }

    private String toText(List<EffectiveKey> keys) {
        int names = width(keys, EffectiveKey::key);
        int from = width(keys, EffectiveKey::from);
        Cells cells = new Cells(screen);
        List<EffectiveKey> shown = keys.stream()
                .map(key -> new EffectiveKey(key.key(), cells.fit(key.value(), names + from + 4, 1), key.from()))
                .toList();
        TextLines text = new TextLines(names);
        String format = "%-" + names + "s  %-" + Math.min(40, width(shown, EffectiveKey::value)) + "s  %s";
        shown.forEach(key -> text.line(format, key.key(), key.value(), key.from()));
        cells.note(text, "--json has all of them whole");
        return text.toString();
    }

    private static int width(List<EffectiveKey> keys, Function<EffectiveKey, String> column) {
        return Math.max(
                1, keys.stream().map(column).mapToInt(Shown::width).max().orElse(1));
    }
}
