package aive.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which package may use which, read from the class files of every module. This is the map of the code;
/// `ARCHITECTURE.md` only tells it.
class ImportDirectionTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("aive");

    /// A package, and every other one of ours that it may use.
    record Row(String from, Set<String> may) {

        static Row of(String from, String may) {
            return new Row(from, new TreeSet<>(may.isEmpty() ? List.of() : Arrays.asList(may.split(" "))));
        }

        @Override
        public String toString() {
            return from;
        }
    }

    static List<Row> map() {
        return List.of(
                // The vocabulary. Each package uses packages to its left:
                // time ← project and media ← composition ← timeline ← plan ← message.
                Row.of("time", ""),
                Row.of("error", ""),
                Row.of("json", ""),
                Row.of("media", "time error json"),
                Row.of("project", "time error json"),
                Row.of("composition", "time json media project"),
                Row.of("timeline", "time error json media project composition"),
                Row.of("plan", "time error json media project composition timeline"),
                Row.of("message", "time error json media project composition timeline plan"),

                // Tools that know nothing of video.
                Row.of("url", ""),
                Row.of("file", "error json"),
                Row.of("parallel", "error"),
                Row.of("mp4", "time parallel"),

                // Pure steps from one value to the next.
                Row.of("input", "time error json project url"),
                // Planning divides captions into pages, and therefore measures text.
                Row.of("planning", "time error json media project composition timeline plan caption"),

                Row.of("forecast", "composition project message"),

                // Adapters to the outside. None knows another, nor projects, plans, and steps.
                // `aws` is what those on AWS have in common.
                Row.of("aws", "error file url"),
                Row.of("store", "error file json parallel aws url"),
                Row.of("http", "error parallel url"),
                Row.of("fetch", "error json file parallel aws http url"),
                Row.of("ffmpeg", "time error json media file"),
                Row.of("execution", "error json message parallel"),

                // From a composition to FFmpeg. These know no store and no step.
                Row.of("caption", "time error json file media project composition"),
                Row.of("render", "time error media project composition plan file mp4 ffmpeg caption"),
                Row.of("audio", "time media project composition plan ffmpeg error parallel mp4"),

                // Runs steps inside Lambda. Knows the adapters, and of the steps only their messages.
                Row.of(
                        "lambda",
                        "error json project message input file parallel url aws store fetch ffmpeg caption execution"
                                + " forecast"),

                // Steps. None knows another, nor Lambda.
                Row.of("step", "time error json media project plan message file fetch http store"),
                Row.of("step.prepare", "time error json project message input store step"),
                Row.of(
                        "step.fetch",
                        "time error json media project message file parallel fetch http ffmpeg caption store step"),
                Row.of(
                        "step.plan",
                        "time error json media project composition timeline plan message input planning"
                                + " parallel forecast ffmpeg caption store step render audio"),
                Row.of(
                        "step.render",
                        "time error json media composition plan message ffmpeg caption store step render"),
                Row.of(
                        "step.stitch",
                        "time error json media composition plan message planning file parallel mp4 ffmpeg store step"
                                + " render audio forecast"),

                // Sends callbacks and topic messages about an execution's progress and end.
                // From `lambda` it takes only the interface of results that say what may be logged of them.
                Row.of("notify", "time error json project input parallel store http execution lambda step"),

                // Entry points of the Lambda functions. They wire a step to the deployed system.
                Row.of(
                        "handler",
                        "time error json media project plan message input parallel store fetch ffmpeg lambda notify step"
                                + " forecast"
                                + " step.prepare step.fetch step.plan step.render step.stitch"),

                // The engine runs any definition and calls any handler. It uses no package of ours.
                Row.of("engine", ""),

                // Puts everything together on this machine.
                Row.of(
                        "local",
                        "time error json media project composition timeline plan message input planning store file"
                                + " parallel fetch ffmpeg caption step step.prepare step.fetch step.plan step.render step.stitch"
                                + " forecast handler engine"),

                // Finds the deployed system, gives it projects, and asks it for results.
                Row.of("cloud", "error json project file url input fetch execution"),

                // Drafts projects from transcripts.
                Row.of("draft", "json"),
                // Tells people about an execution, on one page.
                Row.of(
                        "report",
                        "time error json project composition plan message file url input planning store ffmpeg step"
                                + " execution engine local cloud"),

                // Talks with people.
                Row.of(
                        "cli",
                        "time error json composition plan message file url input planning store ffmpeg caption lambda"
                                + " execution parallel engine local cloud draft report"));
    }

    @ParameterizedTest
    @MethodSource("map")
    void aPackageUsesOnlyWhatItsRowSays(Row row) {
        // given
        String[] allowed = ours(row.may(), row.from());
        // then
        classes()
                .that()
                .resideInAPackage("aive." + row.from())
                .should()
                .onlyDependOnClassesThat(describe(
                        "are of %s".formatted(row.may()),
                        used -> !used.getPackageName().startsWith("aive") || in(allowed, used)))
                .check(CODE);
    }

    @Test
    void everyPackageHasARow() {
        // given
        Set<String> rows = map().stream().map(row -> "aive." + row.from()).collect(toCollection(TreeSet::new));
        // when
        Set<String> packages = CODE.stream().map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));
        // then
        packages.removeAll(rows);
        assertEquals(Set.of(), packages);
    }

    @Test
    void noTwoClassesShareASimpleName() {
        // given
        Map<String, List<String>> byName = CODE.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(each -> !each.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, TreeMap::new, mapping(JavaClass::getName, toList())));
        // when
        byName.values().removeIf(classes -> classes.size() == 1);
        // then
        assertEquals(Map.of(), byName);
    }

    @Test
    void noPackageNeedsItself() {
        slices().matching("aive.(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void thePurePartDoesNoInputAndOutput() {
        // Names of files and addresses are values; opening them is not.
        Set<String> values = Set.of(
                Path.class.getName(),
                InvalidPathException.class.getName(),
                URI.class.getName(),
                "java.net.URISyntaxException");
        DescribedPredicate<JavaClass> world = describe(
                "reach files, sockets, or processes",
                used -> (used.getPackageName().startsWith("java.nio.file")
                                || used.getPackageName().startsWith("java.nio.channels")
                                || used.getPackageName().startsWith("java.net")
                                || used.getFullName().matches("java\\.io\\.(File.+|RandomAccessFile)")
                                || used.getFullName().matches("java\\.lang\\.(Process.*|Runtime)"))
                        && !values.contains(used.getFullName()));
        noClasses()
                .that()
                .resideInAnyPackage(pure())
                .should()
                .dependOnClassesThat(world)
                .orShould()
                .callConstructor(File.class, String.class)
                .orShould()
                .callMethod(Path.class, "toFile")
                .orShould()
                .callMethod(Path.class, "toRealPath", LinkOption[].class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .check(CODE);
    }

    /// Except for [aive.time.Deadline], which is about the clock.
    @Test
    void thePurePartKnowsNoClockAndNoChance() {
        noClasses()
                .that()
                .resideInAnyPackage(pure())
                .and()
                .doNotHaveSimpleName("Deadline")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .check(CODE);
    }

    @Test
    void onlyOnePackageKnowsJaffree() {
        onlyIn("com.github.kokorin.jaffree..", "aive.ffmpeg");
    }

    @Test
    void onlyOnePackageKnowsTheHttpClient() {
        onlyIn("org.apache.hc..", "aive.http");
    }

    @Test
    void onlyOnePackageKnowsStepFunctions() {
        onlyIn("software.amazon.awssdk.services.sfn..", "aive.execution");
    }

    /// Classes of commands are loaded at every start of the command line, and with them those that they name.
    @Test
    void commandsLeaveTheSdkToOthers() {
        noClasses()
                .that()
                .resideInAPackage("aive.cli")
                .should()
                .dependOnClassesThat(resideInAPackage("software.amazon.."))
                .check(CODE);
    }

    @Test
    void onlyFourPackagesKnowS3() {
        onlyIn(
                "software.amazon.awssdk.services.s3..",
                "aive.aws",
                "aive.store",
                "aive.fetch",
                "aive.lambda",
                "aive.cloud");
    }

    @Test
    void onlyOnePackageDraws() {
        onlyIn("java.awt..", "aive.caption");
    }

    @Test
    void onlyOnePackageKnowsAnImplementationOfJsonata() {
        onlyIn("com.dashjoin..", "aive.engine");
    }

    @Test
    void onlyOnePackageKnowsTheCommandLinesLibrary() {
        onlyIn("picocli..", "aive.cli");
    }

    @Test
    void onlyHandlersAndTheirCallersKnowLambda() {
        onlyIn("com.amazonaws.services.lambda..", "aive.lambda", "aive.handler", "aive.engine", "aive.local");
    }

    /// The seeds of other generators are the same in all processes that Lambda starts from one snapshot.
    @Test
    void functionsTakeRandomNumbersFromTheOperatingSystem() {
        noClasses()
                .that()
                .resideOutsideOfPackages("aive.engine..", "aive.local..", "aive.cli..", "aive.cloud..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(CODE);
    }

    private static void onlyIn(String library, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(CODE);
    }

    private static String[] pure() {
        return ours(
                Set.of("time", "error", "json", "media", "project", "timeline", "plan", "message", "input"),
                "planning");
    }

    private static String[] ours(Set<String> names, String another) {
        List<String> packages =
                new ArrayList<>(names.stream().map(name -> "aive." + name).toList());
        packages.add("aive." + another);
        return packages.toArray(String[]::new);
    }

    private static boolean in(String[] packages, JavaClass type) {
        return Arrays.asList(packages).contains(type.getPackageName());
    }
}
