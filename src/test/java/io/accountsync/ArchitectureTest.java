package io.accountsync;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.accountsync.mapping.JsonMember;
import io.accountsync.mapping.JsonMembers;
import io.accountsync.mapping.Payload;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** Packages are rooms: one for each phase of a run and each command, and arrows between them run down the list only. */
@AnalyzeClasses(packages = "io.accountsync", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.accountsync.";

    /** From the top down. A package belongs to the room with the longest name that it begins with. */
    private static final List<String> ROOMS = List.of(
            "cli",
            "console",
            "camel",
            "observe",
            "alert",
            "plan",
            "reconcile",
            "adopt",
            "restore",
            "check",
            "dataloader",
            "init",
            "status",
            "cdc",
            "run.stream",
            "run.steps",
            "run.decide",
            "run.deletions",
            "run.hanging",
            "run.send.bulk",
            "run.send",
            "run.rejected",
            "run.gone",
            "run.lost",
            "run.compare",
            "run.claims",
            "run.calls",
            "run.rowlog",
            "run",
            "run.sync",
            "state",
            "salesforce",
            "mapping",
            "source.events",
            "source",
            "page",
            "config",
            "http",
            "localorg");

    /** The value that is made of a row, stored and sent; it knows nothing of how it was made. */
    private static final DescribedPredicate<JavaClass> PAYLOADS =
            belongToAnyOf(Payload.class, JsonMember.class, JsonMembers.class);

    @ArchTest
    static final ArchRule arrowsRunDownTheList = classes().that(haveARoom()).should(dependOnRoomsBelowOnly());

    @ArchTest
    static final ArchRule everyPackageHasARoom = classes()
            .that(not(resideInAPackage("io.accountsync")))
            .should(new ArchCondition<>("have a room") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (room(type).isEmpty()) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " has no room"));
                    }
                }
            });

    @ArchTest
    static final ArchRule theStateKnowsNothingOfSalesforceOrMappings = noClasses()
            .that(resideInAPackage("io.accountsync.state.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.accountsync.salesforce..", "io.accountsync.mapping..", "io.accountsync.source..")
                    .and(not(PAYLOADS)));

    @ArchTest
    static final ArchRule salesforceKnowsNothingOfMappings = noClasses()
            .that(resideInAPackage("io.accountsync.salesforce.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.accountsync.mapping..", "io.accountsync.source..")
                    .and(not(PAYLOADS)));

    @ArchTest
    static final ArchRule reconcileKnowsNothingOfOtherCommands = noClasses()
            .that(resideInAPackage("io.accountsync.reconcile.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.accountsync.adopt..", "io.accountsync.check.."));

    @ArchTest
    static final ArchRule adoptKnowsNothingOfOtherCommands = noClasses()
            .that(resideInAPackage("io.accountsync.adopt.."))
            .should()
            .dependOnClassesThat(resideInAPackage("io.accountsync.check.."));

    @ArchTest
    static final ArchRule theLocalOrgKnowsNothingOfUs = noClasses()
            .that(resideInAPackage("io.accountsync.localorg.."))
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.accountsync..").and(not(resideInAPackage("io.accountsync.localorg.."))));

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsTheLocalOrg = noClasses()
            .that(not(resideInAnyPackage("io.accountsync.localorg..", "io.accountsync.cli..")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.accountsync.localorg.."));

    @ArchTest
    static final ArchRule noCyclesBetweenPackagesAtAnyDepth =
            slices().matching("io.accountsync.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyDemonstrationsAndTheCommandOrgNameTheLocalOrg = noClasses()
            .that(not(resideInAPackage("io.accountsync.localorg..")))
            .and()
            .haveNameNotMatching("io\\.accountsync\\.cli\\.(Demo|ObjectsDemo|ObjectsExample|ServedOrg)")
            .should()
            .dependOnClassesThat(resideInAPackage("io.accountsync.localorg.."));

    @ArchTest
    static final ArchRule onlyTheCommandLineNeedsCamelMain = noClasses()
            .that(not(resideInAPackage("io.accountsync.cli..")))
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.camel.main.."));

    @ArchTest
    static final ArchRule onlyTheLocalOrgAndOurPortsNeedVertx = noClasses()
            .that(not(resideInAnyPackage(
                    "io.accountsync.localorg..",
                    "io.accountsync.cli.management..",
                    "io.accountsync.http..",
                    "io.accountsync.console..")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.vertx.."));

    @ArchTest
    static final ArchRule onlyMetricsNeedMicrometer = noClasses()
            .that(not(resideInAPackage("io.accountsync.observe..")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.micrometer.."));

    @ArchTest
    static final ArchRule onlyTracesNeedOpenTelemetry = noClasses()
            .that(not(resideInAnyPackage("io.accountsync.observe..")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.opentelemetry.."));

    @ArchTest
    static final ArchRule packagesAreNamedForConcepts = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..impl..");

    @ArchTest
    static final ArchRule nothingSleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    /** What these print is escaped, see TerminalWriter; whoever else has something to say gives it to the output of its command. */
    @ArchTest
    static final ArchRule textMeetsTheTerminalInOnePlace = noClasses()
            .that()
            .haveNameNotMatching(
                    "io\\.accountsync\\.cli\\.(AccountSyncCommand|Terminal|Interruption|ProgressDisplay)(\\$.*)?")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethodWhere(DescribedPredicate.describe(
                    "prints a stack trace",
                    call -> call.getName().equals("printStackTrace")
                            && call.getTargetOwner().isAssignableTo(Throwable.class)
                            && call.getTarget().getRawParameterTypes().isEmpty()))
            .orShould()
            .callMethod(CommandLine.class, "usage", PrintStream.class)
            .orShould()
            .callMethod(CommandLine.class, "usage", PrintWriter.class);

    /** Whole lines, made by TextLines or as JSON, or a question; a single line is given to println or printf, which escape it. */
    @ArchTest
    static final ArchRule onlyTextThatIsMadeOfLinesIsPrintedAsItIs = noClasses()
            .that()
            .haveNameNotMatching(
                    "io\\.accountsync\\.cli\\.(AdoptCommand|AlertCheckCommand|AuthExchangeCommand|CheckCommand|ConfigShowCommand|Demo"
                            + "|DiscoverCommand|ExplainCommand|InitCommand|ObjectsDemo|Output|PlanText|ReconcileCommand|RestoreLines|RunCommand"
                            + "|StatusCommand|CompletionCommand)")
            .should()
            .callMethod(PrintWriter.class, "print", String.class)
            .orShould()
            .callMethod(PrintWriter.class, "print", Object.class)
            .orShould()
            .callMethod(PrintWriter.class, "write", String.class)
            .orShould()
            .callMethod(PrintWriter.class, "append", CharSequence.class);

    @ArchTest
    static final ArchRule exceptionsAreNamedSo =
            classes().that().areAssignableTo(Exception.class).should().haveSimpleNameEndingWith("Exception");

    private static DescribedPredicate<JavaClass> haveARoom() {
        return DescribedPredicate.describe("have a room", type -> room(type).isPresent());
    }

    private static ArchCondition<JavaClass> dependOnRoomsBelowOnly() {
        return new ArchCondition<>("depend on rooms below their own only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int own = ROOMS.indexOf(room(type).orElseThrow());
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> room(dependency.getTargetClass())
                                .filter(target -> ROOMS.indexOf(target) < own)
                                .isPresent())
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    /** The room of a class of ours; none for other classes, and for the one with the main method. */
    private static Optional<String> room(JavaClass type) {
        String name = type.getPackageName();
        return ROOMS.stream()
                .filter(room -> name.equals(ROOT + room) || name.startsWith(ROOT + room + "."))
                .max(Comparator.comparingInt(String::length));
    }
}
