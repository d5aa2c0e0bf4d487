/* Answers lines of pinyin with libpinyin's candidates, tab-separated: the bench compiles it where
 * Debian's libpinyin15-dev is installed. Arguments: folder of the data, folder for its own words. */
#include <glib.h>
#include <stdbool.h>
#include <pinyin.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char *argv[])
{
	char line[1024];
	pinyin_context_t *context;
	pinyin_instance_t *instance;

	if (argc != 3)
		return 2;
	context = pinyin_init(argv[1], argv[2]);
	if (!context)
		return 1;
	pinyin_set_options(context, PINYIN_INCOMPLETE | USE_DIVIDED_TABLE | USE_RESPLIT_TABLE | DYNAMIC_ADJUST);
	while (fgets(line, sizeof line, stdin)) {
		guint count = 0;
		line[strcspn(line, "\r\n")] = 0;
		instance = pinyin_alloc_instance(context);
		pinyin_parse_more_full_pinyins(instance, line);
		pinyin_guess_sentence(instance);
		pinyin_guess_candidates(instance, 0, SORT_BY_PHRASE_LENGTH_AND_PINYIN_LENGTH_AND_FREQUENCY);
		pinyin_get_n_candidate(instance, &count);
		for (guint i = 0; i < count && i < 12; i++) {
			lookup_candidate_t *candidate = NULL;
			const gchar *word = NULL;
			pinyin_get_candidate(instance, i, &candidate);
			pinyin_get_candidate_string(instance, candidate, &word);
			printf("%s%s", i ? "\t" : "", word);
		}
		printf("\n");
		fflush(stdout);
		pinyin_free_instance(instance);
	}
	pinyin_fini(context);
	return 0;
}
