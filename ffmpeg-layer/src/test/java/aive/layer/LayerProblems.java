package aive.layer;

import aive.elf.ElfFile;
import aive.elf.RequiredVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Why the programs of a folder would not start on Lambda, as far as their files tell.
final class LayerProblems {

    private LayerProblems() {}

    /// One sentence for each problem.
    ///
    /// @param files content of each, by name
    /// @param executable names of those that may be executed
    static List<String> of(Map<String, byte[]> files, Set<String> executable, short machine) {
        List<String> problems = new ArrayList<>();
        Set<String> asked = new HashSet<>(Set.of("ffmpeg", "ffprobe"));
        for (String program : Set.copyOf(asked)) {
            if (!files.containsKey(program)) {
                problems.add(program + " is missing");
            }
        }
        files.forEach((name, content) -> {
            ElfFile elf = ElfFile.of(content);
            asked.addAll(elf.needed());
            if (elf.machine() != machine) {
                problems.add("%s is for machine %d".formatted(name, elf.machine()));
            }
            if (elf.isProgram() && !executable.contains(name)) {
                problems.add(name + " is not executable");
            }
            if (elf.wantsExecutableStack()) {
                problems.add(name + " wants an executable stack");
            }
            for (String library : elf.needed()) {
                if (!files.containsKey(library) && !RuntimeBase.libraries().contains(library)) {
                    problems.add("%s needs %s".formatted(name, library));
                }
            }
            for (RequiredVersion required : elf.requiredVersions()) {
                if (RuntimeBase.libraries().contains(required.library()) && !RuntimeBase.has(required.version())) {
                    problems.add("%s needs %s of %s%s".formatted(
                            name, required.version(), required.library(), required.weak() ? ", weakly" : ""));
                }
            }
        });
        for (String name : files.keySet()) {
            if (!asked.contains(name)) {
                problems.add("nobody needs " + name);
            }
        }
        return problems;
    }
}
