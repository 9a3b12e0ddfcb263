import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('content', '0001_initial'), ('content', '0002_initial'), ('content', '0003_provenance')]

    initial = True

    dependencies = [
        ('media_library', '0001_squashed_0023_uploads_that_are_unpacked'),
        ('registry', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Column',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='The standfirst: one or two sentences, shown in lists and feeds.', max_length=400, verbose_name='summary')),
                ('cadence', models.CharField(choices=[('daily', 'daily'), ('weekly', 'weekly'), ('monthly', 'monthly'), ('quarterly', 'quarterly'), ('irregular', 'irregular')], default='weekly', max_length=10, verbose_name='cadence')),
                ('agency', models.ForeignKey(blank=True, help_text='Who publishes it and answers for it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency', verbose_name='agency')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media_library.picture', verbose_name='lead picture')),
                ('tasks', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="The tasks of the province's plan that it carries out: the yearly report counts by them.", related_name='+', to='registry.plantask', verbose_name='plan tasks')),
            ],
            options={
                'verbose_name': 'column',
                'verbose_name_plural': 'columns',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='The standfirst: one or two sentences, shown in lists and feeds.', max_length=400, verbose_name='summary')),
                ('body', wagtail.fields.StreamField([('paragraph', 0), ('heading', 1), ('picture', 4), ('gallery', 6), ('clip', 8), ('quote', 12), ('table', 13), ('fact', 15), ('box', 18), ('embed', 21)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'superscript', 'subscript'], 'icon': 'pilcrow', 'label': 'Paragraph'}), 1: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 255}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 500, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (2,), {'label': 'pictures', 'max_num': 30, 'min_num': 2}), 6: ('wagtail.blocks.StructBlock', [[('pictures', 5)]], {}), 7: ('wagtail.snippets.blocks.SnippetChooserBlock', ('media_library.Video',), {'label': 'clip'}), 8: ('wagtail.blocks.StructBlock', [[('video', 7), ('caption', 3)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'quotation'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'speaker', 'max_length': 160}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'role', 'max_length': 255, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('text', 9), ('speaker', 10), ('role', 11)]], {}), 13: ('hub.content.blocks.TranslatableTableBlock', (), {'icon': 'table', 'label': 'Table'}), 14: ('wagtail.snippets.blocks.SnippetChooserBlock', ('registry.Fact',), {'label': 'fact'}), 15: ('wagtail.blocks.StructBlock', [[('fact', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 160, 'required': False}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'superscript', 'subscript'], 'label': 'text'}), 18: ('wagtail.blocks.StructBlock', [[('title', 16), ('text', 17)]], {}), 19: ('wagtail.blocks.URLBlock', (), {'label': 'address'}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 255}), 21: ('wagtail.blocks.StructBlock', [[('url', 19), ('title', 20)]], {})}, verbose_name='body')),
                ('agency', models.ForeignKey(blank=True, help_text='Who publishes it and answers for it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency', verbose_name='agency')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media_library.picture', verbose_name='lead picture')),
                ('tasks', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="The tasks of the province's plan that it carries out: the yearly report counts by them.", related_name='+', to='registry.plantask', verbose_name='plan tasks')),
            ],
            options={
                'verbose_name': 'dossier',
                'verbose_name_plural': 'dossiers',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='The standfirst: one or two sentences, shown in lists and feeds.', max_length=400, verbose_name='summary')),
                ('body', wagtail.fields.StreamField([('paragraph', 0), ('heading', 1), ('picture', 4), ('gallery', 6), ('clip', 8), ('quote', 12), ('table', 13), ('fact', 15), ('box', 18), ('embed', 21)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'superscript', 'subscript'], 'icon': 'pilcrow', 'label': 'Paragraph'}), 1: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 255}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 500, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (2,), {'label': 'pictures', 'max_num': 30, 'min_num': 2}), 6: ('wagtail.blocks.StructBlock', [[('pictures', 5)]], {}), 7: ('wagtail.snippets.blocks.SnippetChooserBlock', ('media_library.Video',), {'label': 'clip'}), 8: ('wagtail.blocks.StructBlock', [[('video', 7), ('caption', 3)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'quotation'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'speaker', 'max_length': 160}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'role', 'max_length': 255, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('text', 9), ('speaker', 10), ('role', 11)]], {}), 13: ('hub.content.blocks.TranslatableTableBlock', (), {'icon': 'table', 'label': 'Table'}), 14: ('wagtail.snippets.blocks.SnippetChooserBlock', ('registry.Fact',), {'label': 'fact'}), 15: ('wagtail.blocks.StructBlock', [[('fact', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 160, 'required': False}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'superscript', 'subscript'], 'label': 'text'}), 18: ('wagtail.blocks.StructBlock', [[('title', 16), ('text', 17)]], {}), 19: ('wagtail.blocks.URLBlock', (), {'label': 'address'}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 255}), 21: ('wagtail.blocks.StructBlock', [[('url', 19), ('title', 20)]], {})}, verbose_name='body')),
                ('byline', models.CharField(blank=True, help_text='Who wrote it, as readers see it; several with commas.', max_length=160, verbose_name='byline')),
                ('audience', models.CharField(choices=[('general', 'general'), ('press', 'press'), ('tourism', 'tourism'), ('investors', 'investors'), ('diaspora', 'overseas Vietnamese'), ('diplomatic', 'diplomatic')], default='general', help_text='For whom it is written first of all; partners pick by it.', max_length=12, verbose_name='audience')),
                ('licence', models.CharField(choices=[('CC-BY-4.0', 'Creative Commons Attribution 4.0: open to everybody'), ('press', 'Press use: partners with a key, unaltered, with the credit line'), ('internal', 'Internal: not for release')], default='CC-BY-4.0', help_text='Under which partners take the text.', max_length=20, verbose_name='licence')),
                ('starts', models.DateTimeField(verbose_name='starts')),
                ('ends', models.DateTimeField(blank=True, null=True, verbose_name='ends')),
                ('all_day', models.BooleanField(default=False, verbose_name='all day')),
                ('venue', models.CharField(blank=True, max_length=255, verbose_name='venue')),
                ('agency', models.ForeignKey(blank=True, help_text='Who publishes it and answers for it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency', verbose_name='agency')),
                ('dossiers', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='The special topics that gather it.', related_name='+', to='content.dossier', verbose_name='dossiers')),
                ('organiser', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency', verbose_name='organiser')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media_library.picture', verbose_name='lead picture')),
                ('places', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Where it happens: the smallest place is enough, those it lies in count along.', related_name='+', to='registry.place', verbose_name='places')),
                ('subjects', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="What it is about, in the press's own terms (IPTC): one to three.", related_name='+', to='registry.subject', verbose_name='media topics')),
                ('tasks', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="The tasks of the province's plan that it carries out: the yearly report counts by them.", related_name='+', to='registry.plantask', verbose_name='plan tasks')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='The standfirst: one or two sentences, shown in lists and feeds.', max_length=400, verbose_name='summary')),
                ('agency', models.ForeignKey(blank=True, help_text='Who publishes it and answers for it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency', verbose_name='agency')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media_library.picture', verbose_name='lead picture')),
                ('tasks', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="The tasks of the province's plan that it carries out: the yearly report counts by them.", related_name='+', to='registry.plantask', verbose_name='plan tasks')),
            ],
            options={
                'verbose_name': 'home',
                'verbose_name_plural': 'homes',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='The standfirst: one or two sentences, shown in lists and feeds.', max_length=400, verbose_name='summary')),
                ('body', wagtail.fields.StreamField([('paragraph', 0), ('heading', 1), ('picture', 4), ('gallery', 6), ('clip', 8), ('quote', 12), ('table', 13), ('fact', 15), ('box', 18), ('embed', 21)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'superscript', 'subscript'], 'icon': 'pilcrow', 'label': 'Paragraph'}), 1: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 255}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 500, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (2,), {'label': 'pictures', 'max_num': 30, 'min_num': 2}), 6: ('wagtail.blocks.StructBlock', [[('pictures', 5)]], {}), 7: ('wagtail.snippets.blocks.SnippetChooserBlock', ('media_library.Video',), {'label': 'clip'}), 8: ('wagtail.blocks.StructBlock', [[('video', 7), ('caption', 3)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'quotation'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'speaker', 'max_length': 160}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'role', 'max_length': 255, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('text', 9), ('speaker', 10), ('role', 11)]], {}), 13: ('hub.content.blocks.TranslatableTableBlock', (), {'icon': 'table', 'label': 'Table'}), 14: ('wagtail.snippets.blocks.SnippetChooserBlock', ('registry.Fact',), {'label': 'fact'}), 15: ('wagtail.blocks.StructBlock', [[('fact', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 160, 'required': False}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'superscript', 'subscript'], 'label': 'text'}), 18: ('wagtail.blocks.StructBlock', [[('title', 16), ('text', 17)]], {}), 19: ('wagtail.blocks.URLBlock', (), {'label': 'address'}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 255}), 21: ('wagtail.blocks.StructBlock', [[('url', 19), ('title', 20)]], {})}, verbose_name='body')),
                ('byline', models.CharField(blank=True, help_text='Who wrote it, as readers see it; several with commas.', max_length=160, verbose_name='byline')),
                ('audience', models.CharField(choices=[('general', 'general'), ('press', 'press'), ('tourism', 'tourism'), ('investors', 'investors'), ('diaspora', 'overseas Vietnamese'), ('diplomatic', 'diplomatic')], default='general', help_text='For whom it is written first of all; partners pick by it.', max_length=12, verbose_name='audience')),
                ('licence', models.CharField(choices=[('CC-BY-4.0', 'Creative Commons Attribution 4.0: open to everybody'), ('press', 'Press use: partners with a key, unaltered, with the credit line'), ('internal', 'Internal: not for release')], default='CC-BY-4.0', help_text='Under which partners take the text.', max_length=20, verbose_name='licence')),
                ('number', models.CharField(blank=True, max_length=20, verbose_name='number')),
                ('issued', models.DateField(blank=True, null=True, verbose_name='issued')),
                ('print_run', models.PositiveIntegerField(blank=True, null=True, verbose_name='print run')),
                ('pages', models.PositiveIntegerField(blank=True, null=True, verbose_name='number of pages')),
                ('agency', models.ForeignKey(blank=True, help_text='Who publishes it and answers for it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency', verbose_name='agency')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media_library.librarydocument', verbose_name='PDF')),
                ('dossiers', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='The special topics that gather it.', related_name='+', to='content.dossier', verbose_name='dossiers')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media_library.picture', verbose_name='lead picture')),
                ('places', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Where it happens: the smallest place is enough, those it lies in count along.', related_name='+', to='registry.place', verbose_name='places')),
                ('subjects', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="What it is about, in the press's own terms (IPTC): one to three.", related_name='+', to='registry.subject', verbose_name='media topics')),
                ('tasks', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="The tasks of the province's plan that it carries out: the yearly report counts by them.", related_name='+', to='registry.plantask', verbose_name='plan tasks')),
            ],
            options={
                'verbose_name': 'issue',
                'verbose_name_plural': 'issues',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Provenance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.SlugField(max_length=60, verbose_name='archive')),
                ('external_id', models.CharField(max_length=200, verbose_name='id in the archive')),
                ('external_url', models.CharField(blank=True, max_length=1000, verbose_name='original address')),
                ('work', models.UUIDField()),
                ('lang', models.CharField(max_length=35)),
                ('digest', models.CharField(help_text='of what was written: an equal one changes nothing', max_length=64)),
                ('page_id', models.PositiveBigIntegerField()),
                ('revision_id', models.PositiveBigIntegerField(help_text="the import's last word; a later one is the desk's")),
                ('shelf_id', models.PositiveBigIntegerField(help_text='the page it was put below')),
            ],
            options={
                'verbose_name': 'provenance',
                'verbose_name_plural': 'provenances',
                'constraints': [models.UniqueConstraint(fields=('source', 'external_id'), name='content_one_provenance_a_line'), models.UniqueConstraint(fields=('work', 'lang'), name='content_one_provenance_an_edition')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='The standfirst: one or two sentences, shown in lists and feeds.', max_length=400, verbose_name='summary')),
                ('body', wagtail.fields.StreamField([('paragraph', 0), ('heading', 1), ('picture', 4), ('gallery', 6), ('clip', 8), ('quote', 12), ('table', 13), ('fact', 15), ('box', 18), ('embed', 21)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'superscript', 'subscript'], 'icon': 'pilcrow', 'label': 'Paragraph'}), 1: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 255}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 500, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (2,), {'label': 'pictures', 'max_num': 30, 'min_num': 2}), 6: ('wagtail.blocks.StructBlock', [[('pictures', 5)]], {}), 7: ('wagtail.snippets.blocks.SnippetChooserBlock', ('media_library.Video',), {'label': 'clip'}), 8: ('wagtail.blocks.StructBlock', [[('video', 7), ('caption', 3)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'quotation'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'speaker', 'max_length': 160}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'role', 'max_length': 255, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('text', 9), ('speaker', 10), ('role', 11)]], {}), 13: ('hub.content.blocks.TranslatableTableBlock', (), {'icon': 'table', 'label': 'Table'}), 14: ('wagtail.snippets.blocks.SnippetChooserBlock', ('registry.Fact',), {'label': 'fact'}), 15: ('wagtail.blocks.StructBlock', [[('fact', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 160, 'required': False}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'superscript', 'subscript'], 'label': 'text'}), 18: ('wagtail.blocks.StructBlock', [[('title', 16), ('text', 17)]], {}), 19: ('wagtail.blocks.URLBlock', (), {'label': 'address'}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 255}), 21: ('wagtail.blocks.StructBlock', [[('url', 19), ('title', 20)]], {})}, verbose_name='body')),
                ('byline', models.CharField(blank=True, help_text='Who wrote it, as readers see it; several with commas.', max_length=160, verbose_name='byline')),
                ('audience', models.CharField(choices=[('general', 'general'), ('press', 'press'), ('tourism', 'tourism'), ('investors', 'investors'), ('diaspora', 'overseas Vietnamese'), ('diplomatic', 'diplomatic')], default='general', help_text='For whom it is written first of all; partners pick by it.', max_length=12, verbose_name='audience')),
                ('licence', models.CharField(choices=[('CC-BY-4.0', 'Creative Commons Attribution 4.0: open to everybody'), ('press', 'Press use: partners with a key, unaltered, with the credit line'), ('internal', 'Internal: not for release')], default='CC-BY-4.0', help_text='Under which partners take the text.', max_length=20, verbose_name='licence')),
                ('licence_number', models.CharField(blank=True, max_length=80, verbose_name='publishing licence no.')),
                ('frequency', models.CharField(choices=[('daily', 'daily'), ('weekly', 'weekly'), ('monthly', 'monthly'), ('quarterly', 'quarterly'), ('irregular', 'irregular')], default='quarterly', max_length=10, verbose_name='frequency')),
                ('agency', models.ForeignKey(blank=True, help_text='Who publishes it and answers for it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency', verbose_name='agency')),
                ('dossiers', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='The special topics that gather it.', related_name='+', to='content.dossier', verbose_name='dossiers')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media_library.picture', verbose_name='lead picture')),
                ('places', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Where it happens: the smallest place is enough, those it lies in count along.', related_name='+', to='registry.place', verbose_name='places')),
                ('subjects', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="What it is about, in the press's own terms (IPTC): one to three.", related_name='+', to='registry.subject', verbose_name='media topics')),
                ('tasks', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="The tasks of the province's plan that it carries out: the yearly report counts by them.", related_name='+', to='registry.plantask', verbose_name='plan tasks')),
            ],
            options={
                'verbose_name': 'publication',
                'verbose_name_plural': 'publications',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='VideoStory',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='The standfirst: one or two sentences, shown in lists and feeds.', max_length=400, verbose_name='summary')),
                ('body', wagtail.fields.StreamField([('paragraph', 0), ('heading', 1), ('picture', 4), ('gallery', 6), ('clip', 8), ('quote', 12), ('table', 13), ('fact', 15), ('box', 18), ('embed', 21)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'superscript', 'subscript'], 'icon': 'pilcrow', 'label': 'Paragraph'}), 1: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 255}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 500, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (2,), {'label': 'pictures', 'max_num': 30, 'min_num': 2}), 6: ('wagtail.blocks.StructBlock', [[('pictures', 5)]], {}), 7: ('wagtail.snippets.blocks.SnippetChooserBlock', ('media_library.Video',), {'label': 'clip'}), 8: ('wagtail.blocks.StructBlock', [[('video', 7), ('caption', 3)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'quotation'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'speaker', 'max_length': 160}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'role', 'max_length': 255, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('text', 9), ('speaker', 10), ('role', 11)]], {}), 13: ('hub.content.blocks.TranslatableTableBlock', (), {'icon': 'table', 'label': 'Table'}), 14: ('wagtail.snippets.blocks.SnippetChooserBlock', ('registry.Fact',), {'label': 'fact'}), 15: ('wagtail.blocks.StructBlock', [[('fact', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 160, 'required': False}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'superscript', 'subscript'], 'label': 'text'}), 18: ('wagtail.blocks.StructBlock', [[('title', 16), ('text', 17)]], {}), 19: ('wagtail.blocks.URLBlock', (), {'label': 'address'}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 255}), 21: ('wagtail.blocks.StructBlock', [[('url', 19), ('title', 20)]], {})}, verbose_name='body')),
                ('byline', models.CharField(blank=True, help_text='Who wrote it, as readers see it; several with commas.', max_length=160, verbose_name='byline')),
                ('audience', models.CharField(choices=[('general', 'general'), ('press', 'press'), ('tourism', 'tourism'), ('investors', 'investors'), ('diaspora', 'overseas Vietnamese'), ('diplomatic', 'diplomatic')], default='general', help_text='For whom it is written first of all; partners pick by it.', max_length=12, verbose_name='audience')),
                ('licence', models.CharField(choices=[('CC-BY-4.0', 'Creative Commons Attribution 4.0: open to everybody'), ('press', 'Press use: partners with a key, unaltered, with the credit line'), ('internal', 'Internal: not for release')], default='CC-BY-4.0', help_text='Under which partners take the text.', max_length=20, verbose_name='licence')),
                ('agency', models.ForeignKey(blank=True, help_text='Who publishes it and answers for it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency', verbose_name='agency')),
                ('dossiers', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='The special topics that gather it.', related_name='+', to='content.dossier', verbose_name='dossiers')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media_library.picture', verbose_name='lead picture')),
                ('places', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Where it happens: the smallest place is enough, those it lies in count along.', related_name='+', to='registry.place', verbose_name='places')),
                ('subjects', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="What it is about, in the press's own terms (IPTC): one to three.", related_name='+', to='registry.subject', verbose_name='media topics')),
                ('tasks', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="The tasks of the province's plan that it carries out: the yearly report counts by them.", related_name='+', to='registry.plantask', verbose_name='plan tasks')),
                ('video', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media_library.video', verbose_name='clip')),
            ],
            options={
                'verbose_name': 'video story',
                'verbose_name_plural': 'video stories',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='The standfirst: one or two sentences, shown in lists and feeds.', max_length=400, verbose_name='summary')),
                ('body', wagtail.fields.StreamField([('paragraph', 0), ('heading', 1), ('picture', 4), ('gallery', 6), ('clip', 8), ('quote', 12), ('table', 13), ('fact', 15), ('box', 18), ('embed', 21)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'superscript', 'subscript'], 'icon': 'pilcrow', 'label': 'Paragraph'}), 1: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 255}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 500, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (2,), {'label': 'pictures', 'max_num': 30, 'min_num': 2}), 6: ('wagtail.blocks.StructBlock', [[('pictures', 5)]], {}), 7: ('wagtail.snippets.blocks.SnippetChooserBlock', ('media_library.Video',), {'label': 'clip'}), 8: ('wagtail.blocks.StructBlock', [[('video', 7), ('caption', 3)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'quotation'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'speaker', 'max_length': 160}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'role', 'max_length': 255, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('text', 9), ('speaker', 10), ('role', 11)]], {}), 13: ('hub.content.blocks.TranslatableTableBlock', (), {'icon': 'table', 'label': 'Table'}), 14: ('wagtail.snippets.blocks.SnippetChooserBlock', ('registry.Fact',), {'label': 'fact'}), 15: ('wagtail.blocks.StructBlock', [[('fact', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 160, 'required': False}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'superscript', 'subscript'], 'label': 'text'}), 18: ('wagtail.blocks.StructBlock', [[('title', 16), ('text', 17)]], {}), 19: ('wagtail.blocks.URLBlock', (), {'label': 'address'}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 255}), 21: ('wagtail.blocks.StructBlock', [[('url', 19), ('title', 20)]], {})}, verbose_name='body')),
                ('byline', models.CharField(blank=True, help_text='Who wrote it, as readers see it; several with commas.', max_length=160, verbose_name='byline')),
                ('audience', models.CharField(choices=[('general', 'general'), ('press', 'press'), ('tourism', 'tourism'), ('investors', 'investors'), ('diaspora', 'overseas Vietnamese'), ('diplomatic', 'diplomatic')], default='general', help_text='For whom it is written first of all; partners pick by it.', max_length=12, verbose_name='audience')),
                ('licence', models.CharField(choices=[('CC-BY-4.0', 'Creative Commons Attribution 4.0: open to everybody'), ('press', 'Press use: partners with a key, unaltered, with the credit line'), ('internal', 'Internal: not for release')], default='CC-BY-4.0', help_text='Under which partners take the text.', max_length=20, verbose_name='licence')),
                ('agency', models.ForeignKey(blank=True, help_text='Who publishes it and answers for it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency', verbose_name='agency')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media_library.picture', verbose_name='lead picture')),
                ('places', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Where it happens: the smallest place is enough, those it lies in count along.', related_name='+', to='registry.place', verbose_name='places')),
                ('subjects', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="What it is about, in the press's own terms (IPTC): one to three.", related_name='+', to='registry.subject', verbose_name='media topics')),
                ('tasks', modelcluster.fields.ParentalManyToManyField(blank=True, help_text="The tasks of the province's plan that it carries out: the yearly report counts by them.", related_name='+', to='registry.plantask', verbose_name='plan tasks')),
                ('dossiers', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='The special topics that gather it.', related_name='+', to='content.dossier', verbose_name='dossiers')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
            },
            bases=('wagtailcore.page',),
        ),
    ]
