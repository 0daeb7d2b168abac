package io.voucherctl.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which way things flow between the rooms. */
class DirectionsTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.voucherctl");

  private static final String COMMANDS = "io.voucherctl.commands.";

  /** What a slice may use beside the kernel; a slice that is not a key here may use none. */
  private static final Map<String, List<String>> SLICES =
      Map.of(
          "serve", List.of(),
          "latency", List.of(),
          "load", List.of("latency"),
          "quota", List.of(),
          "pods", List.of(),
          "gateway", List.of(),
          "drill", List.of("serve", "latency", "load", "quota", "pods"));

  @Test
  void theServerKnowsNeitherCommandLineNorConsole() {
    noClasses()
        .that()
        .resideInAPackage("io.voucherctl.server..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "picocli..",
                "io.fabric8..",
                "io.voucherctl.cli..",
                "io.voucherctl.commands..",
                "io.voucherctl.completions.."))
        .check(OURS);
  }

  @Test
  void completionsKnowPicocliOnly() {
    classes()
        .that()
        .resideInAPackage("io.voucherctl.completions..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..", "picocli..", "org.jspecify..", "io.voucherctl.completions.."))
        .check(OURS);
  }

  @Test
  void nothingKnowsTheRoof() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.voucherctl.cli..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.voucherctl.cli.."))
        .check(OURS);
  }

  @Test
  void slicesUseOnlyWhatTheyMay() {
    SLICES.forEach((slice, allowed) -> {
      String[] forbidden =
          SLICES.keySet().stream()
              .filter(other -> !other.equals(slice) && !allowed.contains(other))
              .map(other -> COMMANDS + other + "..")
              .toArray(String[]::new);
      if (forbidden.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(COMMANDS + slice + "..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(forbidden))
            .check(OURS);
      }
    });
  }

  @Test
  void theKernelKnowsNoSlice() {
    String[] all = SLICES.keySet().stream().map(s -> COMMANDS + s + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(
            COMMANDS + "console..", COMMANDS + "exit..", COMMANDS + "time..", COMMANDS + "kube..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(all))
        .check(OURS);
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("io.voucherctl.(*).(*)..").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void onlyHttpAndThoseBesideItKnowNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.voucherctl.server.http..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.netty.."))
        .check(OURS);
  }

  @Test
  void onlyTheGatewaysRedisKnowsLettuce() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.voucherctl.server.gateway.redis..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.lettuce..", "io.github.bucket4j.redis..", "reactor.."))
        .check(OURS);
  }

  @Test
  void theGatewayDoesNotKnowWhatKeepsTheBucketsOfAFleet() {
    noClasses()
        .that()
        .resideInAPackage("io.voucherctl.server.gateway")
        .should()
        .dependOnClassesThat(resideInAPackage("io.voucherctl.server.gateway.redis.."))
        .check(OURS);
  }

  @Test
  void onlyTheProcessItselfExitsPrintsOrReadsItsSurroundings() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.voucherctl.cli.Main")
        .and()
        .doNotHaveFullyQualifiedName("io.voucherctl.cli.Training")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(OURS);
  }

  @Test
  void clocksComeInByConstructor() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.voucherctl.cli..")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(OURS);
  }
}
