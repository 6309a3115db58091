package dev.slipway.local.cloud.codebuild.execution.shell;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The scripts around a build's commands. As on AWS every command has a process of its own: exported and plain variables and the working
 * folder come from the command before, through files; functions, arrays and shell options do not.
 */
final class ShellScripts {
    /** What the dynamic linker or a program complains of, because of the build's variables, is no part of an answer. */
    private static final String SILENT = "exec 2>/dev/null\n";

    private static final Pattern USER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private ShellScripts() {}

    /** Runs one script after the other, as their names come in, and tells after each how it ended. */
    static String agent() {
        return """
                umask 022
                IFS= read -r marker
                while IFS= read -r script; do
                    /bin/sh "$script" </dev/null 2>&1
                    printf '\\036%s %d\\n' "$marker" "$?"
                done
                """;
    }

    /** Sets the variables of a build, one after the other. */
    static String environment(Map<String, String> variables) {
        StringBuilder script = new StringBuilder();
        variables.forEach((name, value) -> script.append("export ")
                .append(name)
                .append('=')
                .append(quote(value))
                .append('\n'));
        return script.toString();
    }

    /** Takes the environment from a file, and keeps it as the first command's. No program is run by its name: PATH may lead nowhere. */
    static String begin(String state, String folder, String environment) {
        return "cd " + quote(folder) + " || exit\n"
                + ". " + quote(environment) + "\n"
                + "export -p >" + quote(state + "/first.sh") + "\n"
                + "export -p >" + quote(state + "/env.sh") + "\n"
                + "pwd >" + quote(state + "/dir.txt") + "\n"
                + "/bin/chmod 777 " + quote(state) + "\n";
    }

    /** Starts a script in an empty environment. */
    static String start(String shell, String script, @Nullable String user) {
        String as = user == null || user.equals("root") ? "" : "runuser -u " + quote(checked(user)) + " -- ";
        return "exec env -i PATH=" + quote("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin") + " " + as
                + shell + " " + quote(script) + "\n";
    }

    /** Runs the command in the script file with the state of the one before, and keeps its own. */
    static String keepingState(String state, String commandFile, boolean succeeding) {
        return "cd \"$(cat " + quote(state + "/dir.txt") + ")\" || exit\n"
                + ". " + quote(state + "/env.sh") + "\n"
                + succeeding(succeeding)
                + "set -a\n"
                + ". " + quote(commandFile) + "\n"
                + "CODEBUILD_LAST_EXIT=$?\n"
                + "set +a\n"
                + "/bin/sh -c 'export -p' >" + quote(state + "/env.new") + " && /bin/mv -f " + quote(state + "/env.new")
                + " "
                + quote(state + "/env.sh") + "\n"
                + "pwd >" + quote(state + "/dir.new") + " && /bin/mv -f " + quote(state + "/dir.new") + " "
                + quote(state + "/dir.txt")
                + "\n"
                + "exit \"$CODEBUILD_LAST_EXIT\"\n";
    }

    /** Runs the command in the script file with the state that the build began with, and keeps nothing. */
    static String anew(String state, String folder, String commandFile, boolean succeeding) {
        return "cd " + quote(folder) + " || exit\n"
                + ". " + quote(state + "/first.sh") + "\n"
                + succeeding(succeeding)
                + ". " + quote(commandFile) + "\n";
    }

    /** Prints all variables, each ended by a zero byte, in one line of Base64. */
    static String variables(String state, String environment) {
        return SILENT + ". " + quote(state + "/" + environment)
                + "\n/usr/bin/env -0 | /usr/bin/base64 | /usr/bin/tr -d '\\n'\n";
    }

    /** Prints what the shell makes of a text in double quotes, and in a second line what it complains of meanwhile, both in Base64. */
    static String expansion(String state, String text) {
        String complaints = quote(state + "/complaints.txt");
        String encode = "/usr/bin/base64 | /usr/bin/tr -d '\\n'; printf '\\n'\n";
        return SILENT + "cd \"$(cat " + quote(state + "/dir.txt") + ")\"\n. " + quote(state + "/env.sh")
                + "\n{ printf %s \""
                + text.replace("\"", "\\\"") + "\"; } 2>" + complaints + " | " + encode
                + "/bin/cat " + complaints + " | " + encode;
    }

    private static String succeeding(boolean succeeding) {
        return "export CODEBUILD_BUILD_SUCCEEDING=" + (succeeding ? 1 : 0) + "\n";
    }

    private static String checked(String user) {
        if (!USER.matcher(user).matches()) {
            throw new IllegalArgumentException("run-as: got '" + user + "', expected the name of a Linux user");
        }
        return user;
    }

    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
