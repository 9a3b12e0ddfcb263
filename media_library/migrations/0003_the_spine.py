"""Assets, their texts, rights, people and versions: new tables only. What fills them is 0004."""

import django.core.validators
import django.db.models.deletion
import hub.registry.naming
import media_library.models.brand
import media_library.models.recordings
import media_library.models.rights
import modelcluster.fields
import uuid
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media_library', '0002_initial'),
        ('registry', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Asset',
            fields=[
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('image', 'picture'), ('graphic', 'graphic'), ('video', 'video'), ('audio', 'sound recording'), ('document', 'document'), ('brand', 'brand asset')], max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=255, verbose_name='working title')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('creator', models.CharField(blank=True, help_text='Who photographed, filmed, recorded, drew or wrote it.', max_length=160, verbose_name='creator')),
                ('credit', models.CharField(blank=True, help_text='In every language that has none of its own below.', max_length=160, verbose_name='credit line')),
                ('source', models.CharField(blank=True, help_text='From whom the house has it.', max_length=160, verbose_name='source')),
                ('licence', models.CharField(choices=[('CC-BY-4.0', 'Creative Commons Attribution 4.0: open to everybody'), ('press', 'Press use: partners with a key, unaltered, with the credit line'), ('internal', 'Internal: not for release')], default='press', max_length=20, verbose_name='licence')),
                ('usable_from', models.DateField(blank=True, null=True, verbose_name='usable from')),
                ('usable_until', models.DateField(blank=True, null=True, verbose_name='usable until')),
                ('digital_source_type', models.CharField(choices=[('digitalCapture', 'photographed, filmed or recorded'), ('computationalCapture', 'computed by the camera from several exposures'), ('negativeFilm', 'scanned from a negative'), ('positiveFilm', 'scanned from a slide'), ('print', 'scanned from a print'), ('screenCapture', 'captured from a screen'), ('virtualRecording', 'recorded in a virtual event'), ('humanEdits', 'captured, then changed by a person'), ('algorithmicallyEnhanced', 'captured, then enhanced by an algorithm'), ('compositeCapture', 'put together from captured parts'), ('compositeSynthetic', 'put together, some parts synthetic'), ('composite', 'put together from parts of any kind'), ('digitalCreation', 'drawn or made by a person on a computer'), ('dataDrivenMedia', 'drawn from data'), ('algorithmicMedia', 'made by an algorithm, without training data'), ('trainedAlgorithmicMedia', 'made by a trained model (AI)'), ('compositeWithTrainedAlgorithmicMedia', 'put together, some parts made by a trained model (AI)')], default='digitalCapture', max_length=40, verbose_name='digital source type')),
                ('ai_system', models.CharField(blank=True, max_length=120, verbose_name='AI system')),
                ('ai_version', models.CharField(blank=True, max_length=60, verbose_name='its version')),
                ('ai_prompt', models.TextField(blank=True, help_text='What the system was asked for.', verbose_name='prompt')),
                ('ai_prompt_writer', models.CharField(blank=True, max_length=160, verbose_name='prompt written by')),
                ('file_version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version of the file')),
                ('event', models.CharField(blank=True, help_text='Where or on what occasion.', max_length=255, verbose_name='event')),
            ],
            options={
                'verbose_name': 'asset',
                'verbose_name_plural': 'assets',
                'ordering': ['-created_at', 'uid'],
                'permissions': [('change_rights', 'Can change rights and consents'), ('see_evidence', 'Can see evidence')],
            },
        ),
        migrations.CreateModel(
            name='AssetText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', hub.registry.naming.LanguageField(max_length=35, verbose_name='language')),
                ('title', models.CharField(blank=True, max_length=255, verbose_name='title')),
                ('caption', models.CharField(blank=True, max_length=500, verbose_name='caption')),
                ('alt', models.CharField(blank=True, help_text='What is seen, for those who cannot see it.', max_length=255, verbose_name='alt text')),
                ('keywords', models.CharField(blank=True, help_text='Parted by commas.', max_length=500, verbose_name='keywords')),
                ('credit', models.CharField(blank=True, max_length=160, verbose_name='credit line')),
            ],
            options={
                'verbose_name': 'text',
                'verbose_name_plural': 'texts',
                'ordering': ['language'],
            },
        ),
        migrations.CreateModel(
            name='Audio',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(help_text='MP3, M4A, OGG, FLAC or WAV.', max_length=255, upload_to=media_library.models.recordings.audio_path, validators=[django.core.validators.FileExtensionValidator(['mp3', 'm4a', 'ogg', 'oga', 'flac', 'wav'])], verbose_name='file')),
                ('duration', models.FloatField(editable=False, null=True, verbose_name='duration in seconds')),
                ('size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('spoken_language', models.CharField(default='vi', help_text='BCP 47; zxx where nobody speaks.', max_length=35, verbose_name='spoken language')),
            ],
            options={
                'verbose_name': 'sound recording',
                'verbose_name_plural': 'sound recordings',
                'ordering': ['title'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='BrandAsset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('slug', models.SlugField(help_text='The end of the address that always leads to the newest file: /media/latest/…', max_length=60, unique=True, validators=[django.core.validators.RegexValidator('\\A[a-z0-9]+(-[a-z0-9]+)*\\Z', 'Small letters a–z, digits and hyphens only, such as “so-ngoai-vu”.')], verbose_name='short name')),
                ('role', models.CharField(choices=[('logo', 'logo'), ('slogan', 'slogan'), ('rules', 'rules of use'), ('souvenir', 'souvenir model'), ('other', 'other')], max_length=10, verbose_name='role')),
                ('status', models.CharField(choices=[('approved', 'approved'), ('proposed', 'proposed')], default='proposed', help_text='Only what is approved leaves the house.', max_length=10, verbose_name='status')),
                ('file', models.FileField(blank=True, max_length=255, upload_to=media_library.models.brand.brand_path, verbose_name='file')),
                ('sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('size', models.PositiveBigIntegerField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'brand asset',
                'verbose_name_plural': 'brand assets',
                'ordering': ['title'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='name, if not in the registry')),
                ('form', models.CharField(choices=[('written', 'in writing'), ('electronic', 'electronically'), ('recorded', 'on film or tape')], default='written', max_length=12, verbose_name='form of consent')),
                ('scope', models.JSONField(default=list, help_text='Only what was agreed to: nothing is assumed.', verbose_name='agreed uses')),
                ('given_on', models.DateField(blank=True, help_text='By the person; of a child from seven years on, by the child.', null=True, verbose_name='given on')),
                ('ends_on', models.DateField(blank=True, help_text='Empty: until it is withdrawn.', null=True, verbose_name='valid until')),
                ('guardian', models.CharField(blank=True, help_text='Of a child under 16.', max_length=160, verbose_name='guardian')),
                ('guardian_given_on', models.DateField(blank=True, null=True, verbose_name="guardian's consent given on")),
                ('evidence', models.FileField(blank=True, max_length=255, upload_to=media_library.models.rights.evidence_path, verbose_name='evidence')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawal_reason', models.CharField(blank=True, max_length=500, verbose_name='reason of the withdrawal')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='FileVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('storage_name', models.CharField(max_length=255)),
                ('original_name', models.CharField(blank=True, max_length=255, verbose_name='original name')),
                ('sha256', models.CharField(max_length=64, verbose_name='checksum')),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='size')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='why')),
                ('restores', models.PositiveIntegerField(null=True, verbose_name='restores version')),
            ],
            options={
                'verbose_name': 'file version',
                'verbose_name_plural': 'file versions',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='PersonShown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='name, if not in the registry')),
                ('basis', models.CharField(choices=[('consent', 'consent'), ('public_event', 'public event (Civil Code Art. 32.2.b)'), ('public_interest', 'public interest (Civil Code Art. 32.2.a)'), ('unrecognisable', 'cannot be recognised')], default='consent', max_length=16, verbose_name='may be shown by')),
                ('age', models.PositiveSmallIntegerField(blank=True, help_text='At the time, if under 16. Empty: 16 or older.', null=True, verbose_name='age')),
                ('face_visible', models.BooleanField(default=True, verbose_name='face can be recognised')),
                ('face_blurred', models.BooleanField(default=False, verbose_name='face is blurred')),
                ('named', models.BooleanField(default=False, verbose_name='is named in the words')),
                ('school_named', models.BooleanField(default=False, verbose_name='school is named or seen')),
            ],
            options={
                'verbose_name': 'person shown',
                'verbose_name_plural': 'people shown',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='RightsCredit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', hub.registry.naming.LanguageField(max_length=35, verbose_name='language')),
                ('line', models.CharField(max_length=160, verbose_name='credit line')),
            ],
            options={
                'verbose_name': 'credit line',
                'verbose_name_plural': 'credit lines',
                'ordering': ['language'],
            },
        ),
        migrations.CreateModel(
            name='RightsEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('file', models.FileField(max_length=255, upload_to=media_library.models.rights.evidence_path, verbose_name='file')),
            ],
            options={
                'verbose_name': 'evidence',
                'verbose_name_plural': 'evidence',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='RightsNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notice', models.CharField(choices=[('30', 'ends in 30 days'), ('7', 'ends in 7 days'), ('1', 'ends tomorrow'), ('ended', 'ended'), ('begun', 'begun')], max_length=5)),
                ('day', models.DateField()),
                ('told_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'notice of rights',
                'verbose_name_plural': 'notices of rights',
                'ordering': ['-told_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RightsRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('title', models.CharField(help_text='How the library calls it, such as “Ví Giặm festival 2026, contract 12”.', max_length=255, verbose_name='title')),
                ('holder_name', models.CharField(blank=True, help_text='A photographer, a family, a company.', max_length=255, verbose_name='rights holder, if no agency')),
                ('contract_number', models.CharField(blank=True, max_length=120, verbose_name='contract no.')),
                ('licence', models.CharField(choices=[('CC-BY-4.0', 'Creative Commons Attribution 4.0: open to everybody'), ('press', 'Press use: partners with a key, unaltered, with the credit line'), ('internal', 'Internal: not for release')], default='press', max_length=20, verbose_name='licence')),
                ('terms', models.TextField(blank=True, help_text='What the contract adds, in its words.', verbose_name='own terms')),
                ('uses', models.JSONField(blank=True, default=list, help_text='None chosen: every use.', verbose_name='permitted uses')),
                ('territories', models.JSONField(blank=True, default=list, help_text='None chosen: the world.', verbose_name='territories')),
                ('languages', models.JSONField(blank=True, default=list, help_text='None chosen: every language.', verbose_name='languages')),
                ('translation_allowed', models.BooleanField(default=True, help_text='Its words may be brought into other languages.', verbose_name='may be translated')),
                ('modification_allowed', models.BooleanField(default=False, help_text="Cropped, retouched, cut: beyond the house's own sizes.", verbose_name='may be changed')),
                ('exclusive', models.BooleanField(default=False, verbose_name='exclusive')),
                ('usable_from', models.DateField(blank=True, null=True, verbose_name='usable from')),
                ('usable_until', models.DateField(blank=True, null=True, verbose_name='usable until')),
                ('third_party', models.TextField(blank=True, help_text='Music, archive footage, works of art that need their own permission.', verbose_name='third-party elements')),
                ('fee_note', models.TextField(blank=True, verbose_name='fee or royalty')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'rights record',
                'verbose_name_plural': 'rights records',
                'ordering': ['title', 'pk'],
                'permissions': [('approve_rightsrecord', 'Can approve a rights record drafted by somebody else')],
            },
        ),
        migrations.AddField(
            model_name='asset',
            name='collection',
            field=models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection'),
        ),
        migrations.AddField(
            model_name='asset',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency', verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='asset',
            name='places',
            field=models.ManyToManyField(blank=True, related_name='+', to='registry.place', verbose_name='places shown'),
        ),
        migrations.AddField(
            model_name='asset',
            name='subjects',
            field=models.ManyToManyField(blank=True, related_name='+', to='registry.subject', verbose_name='media topics'),
        ),
        migrations.AddField(
            model_name='asset',
            name='tasks',
            field=models.ManyToManyField(blank=True, related_name='+', to='registry.plantask', verbose_name='plan tasks'),
        ),
        migrations.AddField(
            model_name='assettext',
            name='asset',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='media_library.asset'),
        ),
        migrations.AddField(
            model_name='audio',
            name='asset',
            field=models.OneToOneField(db_column='uid', editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s', to='media_library.asset'),
        ),
        migrations.AddField(
            model_name='audio',
            name='collection',
            field=models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection'),
        ),
        migrations.AddField(
            model_name='brandasset',
            name='asset',
            field=models.OneToOneField(db_column='uid', editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s', to='media_library.asset'),
        ),
        migrations.AddField(
            model_name='brandasset',
            name='collection',
            field=models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection'),
        ),
        migrations.AddField(
            model_name='brandasset',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media_library.picture', verbose_name='how it looks'),
        ),
        migrations.AddField(
            model_name='consent',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person', verbose_name='person'),
        ),
        migrations.AddField(
            model_name='fileversion',
            name='asset',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='media_library.asset'),
        ),
        migrations.AddField(
            model_name='fileversion',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who'),
        ),
        migrations.AddField(
            model_name='personshown',
            name='asset',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='media_library.asset'),
        ),
        migrations.AddField(
            model_name='personshown',
            name='consent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shown_in', to='media_library.consent', verbose_name='consent'),
        ),
        migrations.AddField(
            model_name='personshown',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person', verbose_name='person'),
        ),
        migrations.AddField(
            model_name='rightsnotice',
            name='asset',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='media_library.asset'),
        ),
        migrations.AddField(
            model_name='rightsrecord',
            name='holder',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency', verbose_name='rights holder'),
        ),
        migrations.AddField(
            model_name='rightsrecord',
            name='latest_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision'),
        ),
        migrations.AddField(
            model_name='rightsrecord',
            name='live_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision'),
        ),
        migrations.AddField(
            model_name='rightsevidence',
            name='record',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='media_library.rightsrecord'),
        ),
        migrations.AddField(
            model_name='rightscredit',
            name='record',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='media_library.rightsrecord'),
        ),
        migrations.AddField(
            model_name='asset',
            name='rights',
            field=models.ForeignKey(blank=True, help_text='The contract or permission behind it. What it does not allow, nobody may do.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assets', to='media_library.rightsrecord', verbose_name='rights record'),
        ),
        migrations.AddConstraint(
            model_name='assettext',
            constraint=models.UniqueConstraint(fields=('asset', 'language'), name='media_library_one_asset_text_a_language'),
        ),
        migrations.AddIndex(
            model_name='fileversion',
            index=models.Index(fields=['sha256'], name='media_library_version_sha'),
        ),
        migrations.AddConstraint(
            model_name='fileversion',
            constraint=models.UniqueConstraint(fields=('asset', 'number'), name='media_library_one_version_a_number'),
        ),
        migrations.AddConstraint(
            model_name='rightsnotice',
            constraint=models.UniqueConstraint(fields=('asset', 'notice', 'day'), name='media_library_one_notice_a_day'),
        ),
        migrations.AddConstraint(
            model_name='rightsrecord',
            constraint=models.CheckConstraint(condition=models.Q(('usable_from__isnull', True), ('usable_until__isnull', True), ('usable_from__lte', models.F('usable_until')), _connector='OR'), name='media_library_rightsrecord_usable_from_before_until', violation_error_message='The last day of use lies before the first.'),
        ),
        migrations.AddConstraint(
            model_name='rightscredit',
            constraint=models.UniqueConstraint(fields=('record', 'language'), name='media_library_one_credit_a_language'),
        ),
        migrations.AddIndex(
            model_name='asset',
            index=models.Index(fields=['-created_at', 'uid'], name='media_library_asset_newest'),
        ),
        migrations.AddIndex(
            model_name='asset',
            index=models.Index(fields=['kind', '-created_at'], name='media_library_asset_kind'),
        ),
        migrations.AddIndex(
            model_name='asset',
            index=models.Index(fields=['usable_until'], name='media_library_asset_until'),
        ),
        migrations.AddConstraint(
            model_name='asset',
            constraint=models.CheckConstraint(condition=models.Q(('usable_from__isnull', True), ('usable_until__isnull', True), ('usable_from__lte', models.F('usable_until')), _connector='OR'), name='media_library_asset_usable_from_before_until', violation_error_message='The last day of use lies before the first.'),
        ),
    ]
