package aive.caption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A shell script in place of npm. It notes its arguments in the file `arguments` beside it.
public final class FakeNpm {

    private FakeNpm() {}

    /// @param folder gets the script
    /// @param script may use `$folder`, the value of `--prefix`, and `$package`, the name of the package
    /// @return the program
    public static Path in(Path folder, String script) throws IOException {
        Path program = Files.createDirectories(folder).resolve("npm");
        String start = """
                #!/bin/sh
                echo "$@" >> '%s/arguments'
                while [ "$1" != --prefix ]; do shift; done
                folder=$2
                package=${3%%@*}
                """.formatted(folder);
        Files.writeString(program, start + script);
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    /// Installs one file as the font's.
    public static Path copying(Path folder, LargeFont font, Path file) throws IOException {
        return in(folder, """
                target="$folder/node_modules/$package/%s"
                mkdir -p "$(dirname "$target")"
                cp '%s' "$target"
                """.formatted(font.pathInPackage(), file));
    }

    /// Starts another process, notes its number in the file `child`, and waits.
    public static Path hanging(Path folder) throws IOException {
        return in(folder, """
                echo half > "$folder/half"
                sleep 600 &
                echo $! > '%1$s/child.part'
                mv '%1$s/child.part' '%1$s/child'
                wait
                """.formatted(folder));
    }

    /// Whether the process that [#hanging] started runs. One that has ended has no program any more, even if it still
    /// has a number because nobody has asked for its exit code.
    ///
    /// @param folder of the script
    public static boolean isChildRunning(Path folder) throws IOException {
        Path child = folder.resolve("child");
        if (!Files.exists(child)) {
            // The script was stopped before it started one.
            return false;
        }
        long number = Long.parseLong(Files.readString(child).strip());
        return ProcessHandle.of(number)
                .flatMap(process -> process.info().command())
                .isPresent();
    }
}
