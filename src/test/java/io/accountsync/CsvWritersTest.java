package io.accountsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.accountsync.run.CsvTable;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All that writes CSV, and for whom: whoever adds one decides here whether a spreadsheet opens it. */
class CsvWritersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.accountsync");

    @Test
    void csvIsWrittenByOneClassAndByTheOneOfBulkJobs() {
        Set<String> writers = CLASSES.stream()
                .filter(type -> !type.getPackageName().startsWith("io.accountsync.localorg"))
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith("de.siegmar.fastcsv.writer")))
                .map(CsvWritersTest::outermost)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(writers).containsExactly("CsvTable", "JobLine");
    }

    @Test
    void whatPeopleAloneReadNeverHoldsAFormula() {
        assertThat(callersOf("forPeople")).containsExactly("DifferenceCsv", "PlanCsv");
    }

    @Test
    void whatProgramsReadBackHoldsEachValueAsItIs() {
        assertThat(callersOf("forPrograms")).containsExactly("AdoptCsv", "AdoptionLog");
        assertThat(callersOf("quotedForPrograms")).containsExactly("FailuresCsv");
    }

    @Test
    void whatPeopleWorkOnAndGiveBackCanBeWrittenForASpreadsheet() {
        assertThat(callersOf("spreadsheet")).containsExactly("AdoptCsv", "FailuresCsv");
    }

    private static Set<String> callersOf(String method) {
        return CLASSES.get(CsvTable.class).getMethodCallsToSelf().stream()
                .filter(call -> call.getName().equals(method))
                .map(JavaMethodCall::getOriginOwner)
                .map(CsvWritersTest::outermost)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(CsvWritersTest::outermost).orElseGet(type::getSimpleName);
    }
}
