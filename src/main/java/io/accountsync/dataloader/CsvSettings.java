package io.accountsync.dataloader;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of a process that are parameters of the CSV file that it reads. */
final class CsvSettings {
    private final Mistakes mistakes;
    private final Leftovers leftovers;

    CsvSettings(Mistakes mistakes, Leftovers leftovers) {
        this.mistakes = mistakes;
        this.leftovers = leftovers;
    }

    /** The parameters of the template csv-source, in order. */
    Map<String, String> parameters(LoaderProcess process) {
        Map<String, String> parameters = new LinkedHashMap<>();
        path(process, parameters);
        charset(process, parameters);
        delimiter(process, parameters);
        if (process.isBulk()) {
            // What empties a field there; as a text it would go into the field.
            parameters.put("nullText", "#N/A");
        }
        return parameters;
    }

    private void path(LoaderProcess process, Map<String, String> parameters) {
        Setting name = process.settings().get("dataAccess.name");
        parameters.put("path", name.value());
        if (name.value().contains("{{")) {
            mistakes.add(
                    name, "has {{ in the name of the file, which would be read as a key. Give the file another name");
        } else if (!isHere(name.value())) {
            leftovers.add(
                    name,
                    "carried over as it is written, and no such file is on this machine. Set path in the sync file; a "
                            + "relative one begins at the working directory");
        }
    }

    private static boolean isHere(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void charset(LoaderProcess process, Map<String, String> parameters) {
        if (process.isOn("dataAccess.readUTF8")) {
            return;
        }
        process.find("dataAccess.readCharset").ifPresent(setting -> {
            if (isCharset(setting.value())) {
                parameters.put("charset", setting.value());
            } else {
                mistakes.add(setting, "is not an encoding that Java knows. Write one such as UTF-8 or windows-1252");
            }
        });
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private void delimiter(LoaderProcess process, Map<String, String> parameters) {
        boolean isComma = process.isOn("loader.csvComma", true);
        boolean isTab = process.isOn("loader.csvTab", true);
        String other = process.isOn("loader.csvOther") ? process.text("loader.csvOtherValue") : "";
        if (other.length() > 1) {
            leftovers.add(
                    process.settings().get("loader.csvOtherValue"),
                    "carried over as its first character, since one separates columns. Set delimiter in the sync file");
        }
        if (!other.isEmpty()) {
            parameters.put("delimiter", other.substring(0, 1));
            if (isComma || isTab) {
                leftovers.add(
                        process.settings().get("loader.csvOther"),
                        "carried over as the only one that separates columns. Data Loader also splits at commas or tabs "
                                + "unless loader.csvComma and loader.csvTab are false");
            }
        } else if (!isComma && isTab) {
            parameters.put("delimiter", "tab");
        } else if (!isComma) {
            mistakes.add(
                    process.file(),
                    process.line(),
                    "the process " + process.id() + " has no character that separates columns, since loader.csvComma, "
                            + "loader.csvTab and loader.csvOther are off. Switch one of them on");
        }
    }
}
