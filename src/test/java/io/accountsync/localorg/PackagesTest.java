package io.accountsync.localorg;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.accountsync.localorg", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {

    @ArchTest
    static final ArchRule packagesDependOneWay =
            slices().matching("io.accountsync.localorg.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule recordsKnowNothingOfHttp = noClasses()
            .that()
            .resideInAnyPackage("..localorg.schema..", "..localorg.data..", "..localorg.soql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..localorg.rest..", "..localorg.http..", "..localorg.oauth..", "io.vertx..");

    @ArchTest
    static final ArchRule onlyTheServerKnowsVertx = noClasses()
            .that()
            .resideOutsideOfPackage("..localorg.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..");

    @ArchTest
    static final ArchRule nothingSleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
