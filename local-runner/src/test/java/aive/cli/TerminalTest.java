package aive.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {

    @Test
    void noOtherClassWritesToTheTerminal() {
        noClasses()
                .that()
                .resideInAPackage("aive.cli")
                .and()
                .doNotHaveSimpleName("Terminal")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("aive.cli"));
    }

    @Test
    void textOfAnyLanguageIsPrintedAsItIs() {
        String text = "Überraschung – 日本語 עברית \uD83D\uDC68\u200D\uD83D\uDC69 e\u0301 क\u200Dष \"quoted\\path\"";
        assertEquals(text, Terminal.escaped(text));
    }

    @Test
    void charactersThatATerminalInterpretsArePrintedAsEscapeSequences() {
        assertEquals(
                "a\\u001b[31mb\\u000a\\u000d\\u0007\\u009b2J", Terminal.escaped("a\u001b[31mb\n\r\u0007\u009b2J"));
        assertEquals("\\u202egpj.exe\\u2066\\u200f", Terminal.escaped("\u202egpj.exe\u2066\u200f"));
        assertEquals("\\udb40\\udc41", Terminal.escaped("\udb40\udc41"), "an invisible letter A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no\u001b]0;owned\u0007.json", "a\nerror: none.json", "\u202enosj.exe", "\u009b31m.json"})
    void aProjectsNameIsNeverPrintedRaw(String name, @TempDir Path folder) {
        for (String command : new String[] {"render", "plan"}) {
            // when
            Cli.Ran ran = Cli.in(folder).run(command, folder.resolve(name), "--json").failed(2);
            // then
            assertEquals(1, ran.err().lines().count(), ran.err());
            for (String printed : new String[] {ran.err(), ran.out()}) {
                assertEquals(printed.strip(), Terminal.escaped(printed.strip()));
            }
            assertEquals("InvalidProject", ran.json().get("error").asString());
        }
    }
}
