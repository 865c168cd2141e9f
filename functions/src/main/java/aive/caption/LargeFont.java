package aive.caption;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// A font that is too large to be part of the program: `./aive fonts` installs it, and the FFmpeg layer has it.
///
/// Each is one file of an npm package of a fixed version. All are under the SIL Open Font License 1.1.
public enum LargeFont {
    JAPANESE(
            "NotoSansJP-SemiBold.ttf", "@expo-google-fonts/noto-sans-jp@0.4.3", "600SemiBold/NotoSansJP_600SemiBold.ttf",
            "c1d1baeebf7d702d84a02166d1449ac718c171a18d9fc89b21a7cd729eb454d3", 5_466_836),
    SIMPLIFIED_CHINESE(
            "NotoSansSC-SemiBold.ttf", "@expo-google-fonts/noto-sans-sc@0.4.3", "600SemiBold/NotoSansSC_600SemiBold.ttf",
            "b5eb7510dff58e0626c72c0861d83a3ed2be1d03047cf90a623682b8667bc5ff", 10_548_948),
    TRADITIONAL_CHINESE(
            "NotoSansTC-SemiBold.ttf", "@expo-google-fonts/noto-sans-tc@0.4.3", "600SemiBold/NotoSansTC_600SemiBold.ttf",
            "d9c057a815450fe54fd8c50b3bcf6b6314d7082145199a8c736ed414cad3db51", 7_102_908),
    KOREAN(
            "NotoSansKR-SemiBold.ttf", "@expo-google-fonts/noto-sans-kr@0.4.3", "600SemiBold/NotoSansKR_600SemiBold.ttf",
            "f3af82b46afd914853a00d3079e395eb6befaaa9be3d68c661199bba6a912ea5", 6_182_036),
    EMOJI(
            "NotoColorEmoji.ttf", "@expo-google-fonts/noto-color-emoji@0.4.6", "400Regular/NotoColorEmoji_400Regular.ttf",
            "7fb39738ab18f10612d6f4595e2e8e47a0afdf34738460442d99cd0c344a4d90", 25_111_640);

    private final String fileName;
    private final String npmPackage;
    private final String pathInPackage;
    private final String sha256;
    private final long bytes;

    LargeFont(String fileName, String npmPackage, String pathInPackage, String sha256, long bytes) {
        this.fileName = fileName;
        this.npmPackage = npmPackage;
        this.pathInPackage = pathInPackage;
        this.sha256 = sha256;
        this.bytes = bytes;
    }

    /// The name on the command line: `simplified-chinese`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String fileName() {
        return fileName;
    }

    /// Name and version, as `npm install` takes them.
    public String npmPackage() {
        return npmPackage;
    }

    /// The name of the package without its version, which is its folder among the installed packages.
    String packageName() {
        return npmPackage.substring(0, npmPackage.lastIndexOf('@'));
    }

    /// The file in the package.
    public String pathInPackage() {
        return pathInPackage;
    }

    /// SHA-256 of the file, 64 hexadecimal digits.
    public String sha256() {
        return sha256;
    }

    /// The length of the file.
    public long bytes() {
        return bytes;
    }

    /// Where the font is, or would be, in a folder of installed fonts. Another version has another place.
    public Path in(Path folder) {
        return folder.resolve(sha256.substring(0, 16) + "-" + fileName);
    }

    /// The font's file in a folder of installed fonts; empty if it is not installed.
    ///
    /// Whoever installs a font checks its bytes and then moves it to its place, so that the place says enough here.
    public Optional<Path> installed(Path folder) {
        return Optional.of(in(folder)).filter(Files::isRegularFile);
    }
}
