package io.accountsync;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Design section 2: packages by concept, and dependencies point one way. */
@AnalyzeClasses(packages = "io.accountsync", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dependenciesPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.accountsync..")
            .layer("main")
            .definedBy("io.accountsync")
            .layer("cli")
            .definedBy("io.accountsync.cli..")
            .layer("run")
            .definedBy("io.accountsync.run..")
            .layer("observe")
            .definedBy("io.accountsync.observe..")
            .layer("mapping")
            .definedBy("io.accountsync.mapping..")
            .layer("state")
            .definedBy("io.accountsync.state..")
            .layer("salesforce")
            .definedBy("io.accountsync.salesforce..")
            .layer("source")
            .definedBy("io.accountsync.source..")
            .layer("config")
            .definedBy("io.accountsync.config..")
            .layer("localorg")
            .definedBy("io.accountsync.localorg..")
            .whereLayer("main")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("cli")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("run")
            .mayOnlyBeAccessedByLayers("cli", "observe")
            .whereLayer("observe")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("mapping")
            .mayOnlyBeAccessedByLayers("run", "cli")
            .whereLayer("state")
            .mayOnlyBeAccessedByLayers("run", "cli", "observe")
            .whereLayer("salesforce")
            .mayOnlyBeAccessedByLayers("run", "cli")
            .whereLayer("source")
            .mayOnlyBeAccessedByLayers("run", "cli", "mapping")
            .whereLayer("localorg")
            .mayOnlyBeAccessedByLayers("cli");

    @ArchTest
    static final ArchRule theLocalOrgKnowsNothingOfUs = noClasses()
            .that(resideInAPackage("io.accountsync.localorg.."))
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.accountsync..").and(not(resideInAPackage("io.accountsync.localorg.."))));

    /** The plain jar has no local org: its commands ask for it before they load a class that names it. */
    @ArchTest
    static final ArchRule onlyTwoClassesNameTheLocalOrg = noClasses()
            .that(not(resideInAPackage("io.accountsync.localorg..")))
            .and()
            .doNotHaveFullyQualifiedName("io.accountsync.cli.Demo")
            .and()
            .doNotHaveFullyQualifiedName("io.accountsync.cli.ServedOrg")
            .should()
            .dependOnClassesThat(resideInAPackage("io.accountsync.localorg.."));

    @ArchTest
    static final ArchRule noCyclesBetweenPackages =
            slices().matching("io.accountsync.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandLineNeedsCamelMain = noClasses()
            .that(not(resideInAPackage("io.accountsync.cli..")))
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.camel.main.."));

    @ArchTest
    static final ArchRule onlyTheLocalOrgAndTheManagementPortNeedVertx = noClasses()
            .that(not(resideInAnyPackage("io.accountsync.localorg..", "io.accountsync.cli.management..")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.vertx.."));

    @ArchTest
    static final ArchRule onlyMetricsNeedMicrometer = noClasses()
            .that(not(resideInAPackage("io.accountsync.observe..")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.micrometer.."));

    @ArchTest
    static final ArchRule packagesAreNamedForConcepts = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..impl..");

    @ArchTest
    static final ArchRule nothingSleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule nothingWritesToTheConsoleButTheCommandLine = noClasses()
            .that(not(resideInAnyPackage("io.accountsync.cli..")))
            .should()
            .accessField(System.class, "out");

    @ArchTest
    static final ArchRule exceptionsAreNamedSo =
            classes().that().areAssignableTo(Exception.class).should().haveSimpleNameEndingWith("Exception");
}
